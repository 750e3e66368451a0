// Keeps what is typed in a form, in this browser, until it has arrived: an expired session, a lost connection or a wrong
// click costs nobody their words. `key` names the form; without it nothing is kept. Passwords and files never are.
import { longest, PREFIX, read, store } from "./typed.js";

const FIELDS = "textarea, input:not([type=hidden], [type=password], [type=file], [type=radio], [type=checkbox])";

class KeepTyped extends HTMLElement {
  #timer;

  connectedCallback() {
    if (!this.getAttribute("key")) return;
    this.#restore();
    this.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#save(false), 300);
    });
    this.addEventListener("submit", () => this.#save(true));
    this.addEventListener("htmx:afterRequest", ({ detail, target }) => {
      if (detail.successful && target.tagName === "FORM") store.removeItem(this.#name);
    });
  }

  get #name() {
    return PREFIX + this.getAttribute("key");
  }

  get #fields() {
    return [...this.querySelectorAll(FIELDS)].filter((field) => field.name);
  }

  #save(sent) {
    clearTimeout(this.#timer);
    const values = Object.fromEntries(this.#fields.map((field) => [field.name, field.value]));
    if (longest(Object.values(values)).trim()) store.setItem(this.#name, JSON.stringify({ values, sent }));
    else store.removeItem(this.#name);
  }

  #restore() {
    const values = read(this.#name)?.values ?? {};
    for (const field of this.#fields.filter((field) => !field.value && values[field.name])) {
      field.value = values[field.name];
      this.closest("details")?.setAttribute("open", "");
    }
  }
}

customElements.define("keep-typed", KeepTyped);
