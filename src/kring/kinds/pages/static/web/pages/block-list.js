// The blocks of a page: its buttons arrange them in place, a grip drags them, Alt with an arrow key moves the one that is
// worked in. Each change is a change of the form, so that its draft is saved.
import { dragging } from "./dragging.js";
import { keyed } from "./keyed.js";

class BlockList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#press);
    this.addEventListener("keydown", this.#key);
    dragging(this, ".block-item", ".block-grip", (item) => this.#changed(this.#place(item)));
  }

  get #list() {
    return this.querySelector(".blocks-list");
  }

  #press = (event) => {
    const button = event.target.closest("button[name=do]");
    if (!button) return;
    event.preventDefault();
    const [what, which] = button.value.split(":");
    if (what === "add") return this.#add(which);
    this.#arrange(what, button.closest(".block-item"));
    if (button.isConnected) button.focus();
  };

  #key = (event) => {
    const step = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const item = event.target.closest(".block-item");
    if (!step || !item) return;
    event.preventDefault();
    this.#arrange(step, item);
    event.target.focus();
  };

  #arrange(what, item) {
    if (what === "up") item.previousElementSibling?.before(item);
    if (what === "down") item.nextElementSibling?.after(item);
    if (what === "remove") {
      (item.nextElementSibling ?? item.previousElementSibling ?? this.querySelector(".blocks-add")).querySelector("button").focus();
      item.remove();
    }
    this.#changed(what === "remove" ? this.dataset.removed : this.#place(item));
  }

  #add(type) {
    if (this.#list.children.length >= Number(this.dataset.most)) return;
    let number = 1;
    while (this.querySelector(`[data-key="b${number}"]`)) number += 1;
    this.#list.append(keyed(this.querySelector(`template[data-type="${type}"]`), `b${number}`));
    const item = this.#list.lastElementChild;
    item.querySelector("fieldset :is(textarea, select, input:not([type=hidden]))")?.focus();
    this.#changed(this.#place(item));
  }

  #place = (item) => this.dataset.moved.replace("{n}", [...this.#list.children].indexOf(item) + 1).replace("{all}", this.#list.children.length);

  #changed(words) {
    this.querySelector(":scope > [role=status]").textContent = words;
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("block-list", BlockList);
