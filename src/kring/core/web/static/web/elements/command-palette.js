// A dialog to go anywhere by typing: Ctrl+K, the field in the top bar, or the event "palette". What is found comes from the
// server as options; the focus stays in the field, and the arrow keys choose (a combobox).
class CommandPalette extends HTMLElement {
  #listeners = { keydown: (event) => this.#shortcut(event), palette: () => this.#open(), input: (event) => this.#typed(event), click: (event) => this.#clicked(event) };

  connectedCallback() {
    for (const [name, listener] of Object.entries(this.#listeners)) document.addEventListener(name, listener);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("htmx:afterSwap", () => this.#choose(this.#options[0]));
  }

  disconnectedCallback() { for (const [name, listener] of Object.entries(this.#listeners)) document.removeEventListener(name, listener); }

  get #dialog() { return this.querySelector("dialog"); }
  get #field() { return this.querySelector("input"); }
  get #options() { return [...this.querySelectorAll("a[role=option]")]; }
  get #chosen() { return this.querySelector("[aria-selected=true]"); }
  // What is listed may still be what fitted a moment ago: then Enter searches everywhere for what was typed.
  get #fits() { return this.querySelector("[data-typed]")?.dataset.typed === this.#field.value.trim().slice(0, 100); }
  #open(typed = "") {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field.value = typed;
    this.#field.focus();
    this.#field.dispatchEvent(new Event("palette"));
  }

  #shortcut(event) {
    if (event.key?.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#dialog.open ? this.#dialog.close() : this.#open();
  }
  // The field in the top bar only looks like one: what is typed there goes on here.
  #typed({ target }) {
    if (!target.closest("[data-palette]")) return;
    this.#open(target.value);
    target.value = "";
  }

  #clicked(event) {
    if (event.target.closest("[data-palette]")) (event.preventDefault(), this.#open());
    if (event.target === this.#dialog || event.target.closest("command-palette [data-close]")) this.#dialog.close();
  }

  #key = (event) => {
    const [step, options] = [{ ArrowDown: 1, ArrowUp: -1 }[event.key], this.#options];
    if (step) this.#choose(options.at((options.indexOf(this.#chosen) + step) % options.length));
    else if (event.key === "Enter" && event.target === this.#field && this.#fits) this.#chosen?.click();
    else return;
    event.preventDefault();
  };

  #choose(option) {
    this.#chosen?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.#field.setAttribute("aria-activedescendant", option?.id ?? "");
  }
}
customElements.define("command-palette", CommandPalette);
