// Keeps "2 hours ago" true while the page stays open. The server wrote the first words, and the full date as title.
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
const SIX_DAYS = 6 * 86400;

class LocalTime extends HTMLElement {
  static #all = new Set();
  static #timer;

  connectedCallback() {
    LocalTime.#all.add(this);
    LocalTime.#timer ??= setInterval(() => LocalTime.#all.forEach((element) => element.refresh()), 60_000);
  }

  disconnectedCallback() {
    LocalTime.#all.delete(this);
  }

  refresh() {
    const time = this.querySelector("time");
    const seconds = (Date.now() - Date.parse(time?.dateTime)) / 1000;
    // Older than six days it is a date already, which stays true; the first minute keeps the server's "just now".
    if (!(seconds >= 60) || seconds >= SIX_DAYS) return;
    const [unit, size] = UNITS.find(([, size]) => seconds >= size);
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en", { numeric: "always" });
    const text = words.format(-Math.floor(seconds / size), unit);
    if (time.textContent !== text) time.textContent = text;
  }
}

customElements.define("local-time", LocalTime);
