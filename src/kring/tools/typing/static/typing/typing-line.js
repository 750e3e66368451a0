// “Anna is writing…”: says so while its reader writes here, and shows for six seconds who said it last. It keeps its place
// while it is empty, so that nothing moves; screen readers aren't told, for it would interrupt them.
import { on } from "../web/live.js";

const SAY_EVERY = 3000;
const FADES = 6000;

class TypingLine extends HTMLElement {
  #off = [];
  #said = 0;
  #names = new Map(); // name → the timer that ends it

  connectedCallback() {
    this.#off = [on("typing", this.#heard), on("comments.posted", this.#posted)];
    this.closest(".card").addEventListener("input", this.#writes);
  }

  disconnectedCallback() {
    for (const off of this.#off) off();
  }

  #writes = ({ target }) => {
    if (!target.closest(".comment-form") || Date.now() - this.#said < SAY_EVERY) return;
    this.#said = Date.now();
    const token = JSON.parse(document.body.getAttribute("hx-headers"));
    fetch(this.dataset.to, { method: "POST", headers: token }).catch(() => {});
  };

  #heard = ({ content, name, mine }) => {
    if (mine || String(content) !== this.dataset.content) return;
    clearTimeout(this.#names.get(name));
    this.#names.set(name, setTimeout(() => this.#gone(name), FADES));
    this.#show();
  };

  // Somebody's comment is there; who still writes says so again.
  #posted = ({ content }) => {
    if (String(content) === this.dataset.content) for (const name of [...this.#names.keys()]) this.#gone(name);
  };

  #gone(name) {
    clearTimeout(this.#names.get(name));
    this.#names.delete(name);
    this.#show();
  }

  #show() {
    const [name, other] = this.#names.keys();
    const n = this.#names.size;
    this.classList.toggle("is-shown", n > 0);
    if (!n) return;
    const words = [this.dataset.one, this.dataset.two][n - 1] ?? this.dataset.many;
    this.lastElementChild.textContent = words.replace("{name}", name).replace("{other}", other).replace("{n}", n);
  }
}

customElements.define("typing-line", TypingLine);
