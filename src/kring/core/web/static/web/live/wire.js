// The connection itself: an event source that says what it wants to hear of, and is opened anew when that grows.
const SLACK = 2; // seconds
const PAUSES = [5, 15, 60, 300];

export class Wire {
  #source = null;
  #items = new Set();
  #people = new Set();
  #last = "";
  #from = Infinity; // the earliest moment from which somebody wants to be told
  #waiting;
  #failed = 0;

  constructor(url, arrived) {
    Object.assign(this, { url, arrived });
  }

  // `shown`: what each tab shows; `since`: from when on (ms); `last`: the last message that was heard before.
  show(shown, since, last = "") {
    const [items, people] = [new Set(), new Set()];
    for (const one of shown) {
      one.items.forEach((id) => items.add(id));
      one.people.forEach((id) => people.add(id));
    }
    const more = [...items].some((id) => !this.#items.has(id)) || [...people].some((id) => !this.#people.has(id));
    if (this.#source && !more) return;
    [this.#items, this.#people, this.#last] = [items, people, last || this.#last];
    this.#from = Math.min(this.#from, since);
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#open(), this.#source ? 150 : 0);
  }

  close() {
    clearTimeout(this.#waiting);
    this.#source?.close();
  }

  #open() {
    this.#source?.close();
    const wanted = new URLSearchParams({ ago: Math.max(0, (Date.now() - this.#from) / 1000 + SLACK).toFixed(1) });
    if (this.#last) wanted.set("last", this.#last);
    if (this.#items.size) wanted.set("items", [...this.#items].slice(-300).join("."));
    if (this.#people.size) wanted.set("people", [...this.#people].slice(-300).join("."));
    this.#source = new EventSource(`${this.url}?${wanted}`, { withCredentials: true });
    this.#source.onopen = () => {
      this.#failed = 0;
      this.#from = Infinity;
    };
    this.#source.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      this.#last = message.id ?? message.at ?? this.#last;
      this.arrived(message);
    };
    this.#source.onerror = () => this.#broken();
  }

  // A browser tries again by itself, except after an answer that says no (signed out, or no live server there).
  #broken() {
    if (this.#source.readyState !== EventSource.CLOSED) return;
    this.#from = Math.min(this.#from, Date.now());
    const pause = PAUSES[Math.min(this.#failed++, PAUSES.length - 1)];
    this.#waiting = setTimeout(() => this.#open(), pause * 1000);
  }
}
