// Makes a <details> behave as a menu: Escape and a click elsewhere close it, arrow keys walk through it.
// `data-keep` leaves it open on clicks elsewhere (the composer: nobody loses sight of what they typed).
class MenuButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.#key);
    document.addEventListener("pointerdown", this.#outside);
    this.#details?.addEventListener("toggle", this.#toggled);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.#outside);
  }

  get #details() {
    return this.querySelector("details");
  }

  #close(focus) {
    if (!this.#details?.open) return;
    this.#details.open = false;
    if (focus) this.#details.querySelector("summary").focus();
  }

  #toggled = () => {
    if (this.#details.open && this.hasAttribute("data-keep")) this.querySelector("textarea")?.focus();
  };

  #outside = (event) => {
    if (!this.hasAttribute("data-keep") && !this.contains(event.target)) this.#close(false);
  };

  #key = (event) => {
    if (event.key === "Escape") {
      if (this.#details?.open) event.stopPropagation();
      this.#close(true);
    }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step || this.hasAttribute("data-keep") || !this.#details?.open) return;
    const items = [...this.#details.querySelectorAll(":scope > :not(summary) :is(a, button)")].filter((item) => item.offsetParent || item.getClientRects().length);
    const here = items.indexOf(document.activeElement);
    event.preventDefault();
    items.at((here + step + (here < 0 && step < 0 ? 1 : 0)) % items.length)?.focus();
  };
}

customElements.define("menu-button", MenuButton);
