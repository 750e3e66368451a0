// `@` and `#`: a list of people or topics under the cursor. Arrow keys, Enter or Tab choose; Escape leaves the sign.
import { Extension, pm } from "../../django_prose_editor/editor.js";
import { ask } from "./asking.js";

const BEGUN = /(?:^|[\s(\[“"'])([@#])([\p{L}\p{N}][\p{L}\p{N}._'’-]*(?: [\p{L}\p{N}][\p{L}\p{N}._'’-]*){0,2} ?)?$/u;
const PAUSE = 120;
let lists = 0;

export const picking = (host, box) =>
  Extension.create({
    name: "picking",
    priority: 1000,
    addProseMirrorPlugins() {
      const picker = new Picker(this.editor, host, box);
      const props = { handleKeyDown: (view, event) => picker.key(event), handleDOMEvents: { blur: () => picker.close() } };
      return [new pm.state.Plugin({ props, view: () => ({ update: () => picker.look(), destroy: () => picker.close() }) })];
    },
  });

class Picker {
  #timer;
  #asking;
  #kind;
  #items = [];
  #at = 0;
  #from = null; // where the sign stands
  #left = null; // the sign that Escape left
  #words = "";

  constructor(editor, host, box) {
    Object.assign(this, { editor, host, box, list: box.querySelector("[role=listbox]"), status: box.querySelector("[role=status]") });
    this.list.id = `rich-picker-${++lists}`;
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.#choose([...this.list.children].indexOf(option));
    });
  }

  get #field() {
    return this.editor.view.dom;
  }

  // What stands before the cursor: is it a sign and the beginning of a name?
  look() {
    const { selection } = this.editor.state;
    const { $from, empty } = selection;
    const plain = empty && $from.parent.isTextblock && !$from.parent.type.spec.code && !this.editor.isActive("code");
    const before = plain ? $from.parent.textBetween(0, $from.parentOffset, undefined, "\ufffc") : "";
    const [, sign, words = ""] = BEGUN.exec(before) ?? [];
    const from = sign ? $from.pos - words.length - 1 : null;
    if (!sign || from === this.#left || (sign === "#" && words.includes(" ")) || !this.editor.isFocused) {
      if (!sign) this.#left = null;
      return this.close();
    }
    if (from === this.#from && words === this.#words) return;
    [this.#from, this.#words] = [from, words];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(sign, words), this.list.hidden && !words ? 0 : PAUSE);
  }

  async #find(sign, words) {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const group = this.host.closest("form")?.elements.group?.value ?? "";
    const content = this.host.getAttribute("content") ?? "";
    const kind = sign === "@" ? "people" : "topics";
    try {
      const { items, said } = await ask(this.box.dataset[kind], { q: words, group, content }, this.#asking.signal);
      if (this.#from === null) return;
      this.status.textContent = said;
      this.#kind = kind === "people" ? "person" : "topic";
      this.list.setAttribute("aria-label", this.list.dataset[`${kind}Label`]);
      this.#show(items);
    } catch (problem) {
      if (problem.name !== "AbortError") this.close();
    }
  }

  #show(items) {
    this.#items = items;
    if (!items.length) return this.#hide();
    this.list.replaceChildren(...items.map(({ html }, number) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${number}` });
      option.setAttribute("role", "option");
      option.append(document.createRange().createContextualFragment(html));
      return option;
    }));
    this.list.hidden = false;
    this.#place();
    this.#field.setAttribute("aria-controls", this.list.id);
    this.#mark(0);
  }

  #place() {
    const cursor = this.editor.view.coordsAtPos(this.#from);
    const box = this.box.getBoundingClientRect();
    const left = Math.min(cursor.left - box.left, box.width - this.list.offsetWidth - 4);
    const under = cursor.bottom + this.list.offsetHeight < innerHeight;
    this.list.style.insetInlineStart = `${Math.max(4, left)}px`;
    this.list.style.insetBlockStart = `${(under ? cursor.bottom + 4 : cursor.top - this.list.offsetHeight - 4) - box.top}px`;
  }

  #mark(at) {
    this.#at = at;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", number === at));
    this.list.children[at].scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", this.list.children[at].id);
  }

  key(event) {
    const { key } = event;
    if (this.list.hidden || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) this.#mark((this.#at + step + this.#items.length) % this.#items.length);
    else if (key === "Enter" || key === "Tab") this.#choose(this.#at);
    else if (key === "Escape") {
      event.stopPropagation(); // what is around the editor stays open
      this.#left = this.#from;
      this.close();
    } else return false;
    return true;
  }

  #choose(at) {
    const { id, url: href, words } = this.#items[at];
    const range = { from: this.#from, to: this.editor.state.selection.to };
    const node = { type: this.#kind, attrs: { id, href, words } };
    this.close();
    this.editor.chain().focus().insertContentAt(range, [node, { type: "text", text: " " }]).run();
  }

  #hide() {
    this.list.hidden = true;
    this.#field.removeAttribute("aria-activedescendant");
    this.#field.removeAttribute("aria-controls");
  }

  close() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#from = null;
    this.#words = "";
    if (!this.list.hidden) this.#hide();
  }
}
