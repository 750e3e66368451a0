// Says when there is no connection, from when the page is that is shown instead, and how much waits to be sent. `data-kept` on the
// document is the moment (milliseconds) that the service worker kept this page.
import "../pocket/box.js";
import "../pocket/outbox.js";

const [SOON, SOMETIMES] = [2_000, 20_000]; // soon: what was put aside although there is a connection
const root = document.documentElement;
const whose = () => root.dataset.keep?.replace(/-not$/, "");

class OfflineBar extends HTMLElement {
  #waiting = 0;
  #timer;
  #channel;

  connectedCallback() {
    if (!window.isSecureContext || !window.indexedDB) return;
    this.#channel = Object.assign(new BroadcastChannel("kring"), { onmessage: () => this.#count() });
    window.addEventListener("kring", this.#told);
    for (const name of ["online", "offline", "pageshow", "visibilitychange"]) window.addEventListener(name, this.#now);
    this.querySelector("button").addEventListener("click", () => location.reload());
    this.#timer = setInterval(() => this.#waiting && this.#send(), SOMETIMES);
    this.#now();
  }

  disconnectedCallback() {
    this.#channel?.close();
    clearInterval(this.#timer);
  }

  #told = ({ detail }) => this.#count().then(() => detail.type === "waiting" && this.#waiting && setTimeout(this.#send, SOON));
  #send = (how) => !document.hidden && navigator.onLine && window.kringOutbox.send(how);
  #now = async (event) => {
    this.#show();
    await this.#count();
    if (this.#waiting) this.#send({ all: event?.type === "online" });
  };

  #count = async () => {
    const all = await Promise.all(["waiting", "shared"].map((name) => window.kringBox.all(name).catch(() => [])));
    this.#waiting = all.flat().filter(({ person }) => !person || !whose() || whose() === "nobody" || person === whose()).length;
    this.#show();
  };

  #show() {
    const { kept } = root.dataset;
    const time = kept && new Intl.DateTimeFormat(root.lang, this.#style(Number(kept))).format(Number(kept));
    const words = !navigator.onLine ? (kept ? this.dataset.kept : this.dataset.offline) : kept ? this.dataset.back : "";
    this.querySelector("span").textContent = words.replace("{time}", time);
    this.querySelector("button").hidden = !(kept && navigator.onLine);
    const link = this.querySelector("a");
    link.hidden = !this.#waiting || location.pathname === "/waiting/";
    link.textContent = this.dataset.waiting.replace("{n}", this.#waiting);
    this.hidden = !words && link.hidden;
    root.toggleAttribute("data-offline", !navigator.onLine);
  }

  #style = (moment) => (Date.now() - moment < 43_200_000 ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}

customElements.define("offline-bar", OfflineBar);
