// Single keys, one or two after each other; `data-keys` says what they do (see core/web/shortcuts.py). Never while somebody
// types, in a dialog, or together with Ctrl, Alt or Meta.
import { doing } from "../shortcuts/doing.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, dialog, [contenteditable]:not([contenteditable=false])";
const WAITS = 1500;

class ShortcutKeys extends HTMLElement {
  #first = "";
  #timer;

  connectedCallback() {
    this.keys = JSON.parse(this.dataset.keys);
    document.addEventListener("keydown", this.#key);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#key);
  }

  #key = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.key.length > 1 || event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    const keys = this.#first ? `${this.#first} ${event.key}` : event.key;
    this.#wait("");
    if (this.keys[keys]) this.#do(this.keys[keys], event);
    else if (Object.keys(this.keys).some((known) => known.startsWith(`${event.key} `))) this.#wait(event.key);
  };

  #wait(first) {
    clearTimeout(this.#timer);
    this.#first = first;
    if (first) this.#timer = setTimeout(() => this.#wait(""), WAITS);
  }

  #do(what, event) {
    event.preventDefault();
    if (what.startsWith("/")) location.assign(what);
    else if (what === "help") this.#help();
    else doing[what]?.();
  }

  #help() {
    const [dialog, text] = [this.querySelector("dialog"), this.querySelector("dialog > div")];
    if (!text.childElementCount) text.dispatchEvent(new Event("help"));
    dialog.showModal();
  }
}

customElements.define("shortcut-keys", ShortcutKeys);
