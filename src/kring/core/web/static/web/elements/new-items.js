// Says "3 new posts" when they arrive, and leaves what is being read where it is. One that is on the page already (my own)
// doesn't count, nor does one of another group than `data-group`. After a long absence nobody knows how many there are.
import { on } from "../live.js";

class NewItems extends HTMLElement {
  #off = [];
  #ids = new Set();

  connectedCallback() {
    this.#off = [on("content.new", this.#arrived), on("catch-up", () => this.#say(this.dataset.some))];
    this.addEventListener("htmx:afterRequest", this.#seen);
  }

  disconnectedCallback() {
    for (const off of this.#off) off();
  }

  #arrived = ({ content, group }) => {
    if (this.dataset.group && this.dataset.group !== String(group)) return;
    if (document.getElementById(`c-${content}`)) return;
    this.#ids.add(content);
    this.#say(this.#ids.size === 1 ? this.dataset.one : this.dataset.many.replace("{n}", this.#ids.size));
  };

  #say(words) {
    const link = this.querySelector("a");
    link.textContent = words;
    link.hidden = false;
  }

  #seen = ({ detail }) => {
    if (!detail.successful) return;
    this.#ids.clear();
    this.querySelector("a").hidden = true;
  };
}

customElements.define("new-items", NewItems);
