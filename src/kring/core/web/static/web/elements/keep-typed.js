// Keeps what is typed in a form, in this browser, until it has arrived: nothing that goes wrong costs anybody their words.
// `key` names the form; without it nothing is kept. Passwords and files never are. Where a <draft-keeper> stands within,
// what is kept here is newer than what the server has, and comes back over it.
import { longest, PREFIX, read, store } from "./typed.js";

const FIELDS = "textarea, input:not([type=hidden], [type=password], [type=file], [type=radio], [type=checkbox])";
const MARKS = "input[type=hidden]:is([name=token], [name=edited_at])";

class KeepTyped extends HTMLElement {
  #timer;

  connectedCallback() {
    if (!this.getAttribute("key")) return;
    this.#restore();
    this.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#save, 300, false);
    });
    this.addEventListener("submit", () => this.#save(true));
    for (const name of ["draft-saved", "put-aside"]) this.addEventListener(name, this.#forget);
    // Before the answer takes the form's place: the new one would find the words again.
    this.addEventListener("htmx:beforeOnLoad", ({ detail, target }) => detail.xhr.status < 400 && target.tagName === "FORM" && this.#forget());
  }

  get #name() { return PREFIX + this.getAttribute("key"); }
  get #keeper() { return this.querySelector("draft-keeper"); }

  #values(fields) {
    return Object.fromEntries([...this.querySelectorAll(fields)].filter((field) => field.name).map((field) => [field.name, field.value]));
  }

  #forget = () => {
    clearTimeout(this.#timer);
    store.removeItem(this.#name);
  };

  #save = (sent) => {
    this.#forget();
    const values = this.#values(FIELDS);
    if (!longest(Object.values(values)).trim()) return;
    store.setItem(this.#name, JSON.stringify({ values, sent, marks: this.#values(MARKS), base: this.#keeper?.getAttribute("base") }));
  };

  #restore() {
    const { values = {}, marks, base, sent } = read(this.#name) ?? {};
    if (!Object.keys(values).length) return;
    const put = (name, value) => {
      const field = this.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field && (this.#keeper || !field.value)) field.value = value;
    };
    Object.entries({ ...values, ...(sent ? {} : marks) }).forEach(([name, value]) => put(name, value));
    if (base !== undefined) this.#keeper?.setAttribute("base", base);
    this.closest("details")?.setAttribute("open", "");
    const say = (name) => this.querySelector("textarea")?.dispatchEvent(new Event(name, { bubbles: true }));
    setTimeout(() => ["restored", "input"].forEach(say));
  }
}

customElements.define("keep-typed", KeepTyped);
