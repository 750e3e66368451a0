// The tabs of one person in one browser. One of them, whoever holds the lock, has the connection and passes on what comes;
// when it goes another takes over from the last message. Every tab says what it shows, remembers what it was told (a message
// may come twice, and counts once), and asks for what came between the making of its page and its listening.
import { Wire } from "./wire.js";

const KEPT = 300;

export class Tabs {
  #me = Math.random().toString(36).slice(2);
  #told = []; // the last messages: {at, message}
  #since = performance.timeOrigin; // nothing was missed from here on
  #here = new Set(); // people
  #away = performance.timeOrigin; // from here on this tab wasn't told; null: it is told everything
  #last = ""; // the message that was heard last
  #shown = new Map(); // tab → what it shows
  #wire = null; // the connection, where this tab has it
  #channel = null;
  #leaving = null;

  constructor(url, person, tell) {
    Object.assign(this, { url, name: `kring-live-${person}`, tell });
  }

  open(shown) {
    this.#shown.set(this.#me, shown);
    this.#leaving = new AbortController();
    // Without locks (an address without https) every tab has a connection of its own, while it is seen.
    if (!navigator.locks) return this.#alone();
    this.#channel = new BroadcastChannel(this.name);
    this.#channel.onmessage = ({ data }) => this.#heard(data);
    const { signal } = this.#leaving;
    const held = () => new Promise((release) => (signal.aborted ? release() : this.#lead(signal, release)));
    navigator.locks.request(this.name, { signal }, held).catch(() => {});
    this.#hello();
  }

  close() {
    this.#say({ bye: this.#me });
    this.#away = Date.now();
    this.#leaving?.abort();
    this.#wire?.close();
    this.#channel?.close();
    this.#wire = this.#channel = null;
  }

  watch(shown) {
    this.#shown.set(this.#me, shown);
    this.#hello(Date.now());
  }

  #lead(signal, release) {
    signal.addEventListener("abort", release);
    this.#wire = new Wire(this.url, (message) => this.#arrived(message));
    this.#wire.show(this.#shown.values(), this.#away ?? Date.now(), this.#last);
    this.#away = null;
    this.#say({ leader: this.#me });
  }

  #alone() {
    const seen = () => {
      this.#wire?.close();
      this.#wire = document.hidden ? null : new Wire(this.url, (message) => this.#take(message));
      this.#wire?.show(this.#shown.values(), this.#away ?? Date.now(), this.#last);
      this.#away = null;
    };
    document.addEventListener("visibilitychange", seen, { signal: this.#leaving.signal });
    seen();
  }

  #hello(since = this.#away ?? Date.now()) {
    this.#wire?.show(this.#shown.values(), since);
    this.#say({ hello: this.#me, since, shown: this.#shown.get(this.#me) });
  }

  #say(words) {
    this.#channel?.postMessage(words);
  }

  #heard({ hello, since, shown, leader, bye, message, gap, welcome }) {
    if (message) this.#take(message);
    if (gap === this.#me) this.#take({ type: "catch-up" });
    if (welcome === this.#me) this.#welcomed();
    if (bye) this.#shown.delete(bye);
    if (leader) this.#hello();
    if (hello) {
      this.#shown.set(hello, shown);
      if (this.#wire) this.#answer(hello, since);
    }
  }

  // Somebody came, or came back: what they missed while they weren't listening is told once more.
  #answer(tab, since) {
    if (since < this.#since) this.#say({ gap: tab });
    for (const { at, message } of this.#told) if (at >= since) this.#say({ message });
    this.#say({ message: { type: "here", all: true, came: [...this.#here], went: [] } });
    this.#wire.show(this.#shown.values(), since);
    this.#say({ welcome: tab });
  }

  #welcomed() {
    this.#away = null;
    this.tell({ type: "hello" });
  }

  #arrived(message) {
    this.#say({ message });
    this.#take(message);
  }

  #take(message) {
    this.#last = message.id ?? message.at ?? this.#last;
    if (message.id) {
      if (this.#told.some((one) => one.message.id === message.id)) return;
      this.#told.push({ at: Date.now(), message });
      if (this.#told.length > KEPT) this.#since = this.#told.shift().at;
    }
    if (message.type === "here") this.#keep(message);
    if (message.type === "catch-up") this.#since = Date.now();
    this.tell(message);
  }

  #keep({ all, came, went }) {
    if (all) this.#here.clear();
    for (const person of went) this.#here.delete(person);
    for (const person of came) this.#here.add(person);
  }
}
