// A number beside an entry of the rail, such as unread conversations: it moves when a page, here or elsewhere, is told another.
import { on } from "../live.js";

class RailNumber extends HTMLElement {
  #off;

  connectedCallback() {
    this.#off = on("number", ({ name, unread }) => name === this.dataset.name && this.#show(unread));
  }

  disconnectedCallback() {
    this.#off?.();
  }

  #show(n) {
    this.hidden = !n;
    this.firstElementChild.textContent = n < 100 ? n : "99+";
  }
}

customElements.define("rail-number", RailNumber);
