// "Show older" puts older items in its own place; the keyboard then stands at the first of them, not at the page's top.
class OlderItems extends HTMLElement {
  #before;
  #focused;

  connectedCallback() {
    this.addEventListener("htmx:beforeSwap", () => {
      this.#before = this.previousElementSibling;
      this.#focused = this.contains(document.activeElement);
    });
  }

  disconnectedCallback() {
    if (this.#focused) this.#before?.nextElementSibling?.querySelector("a, button")?.focus({ preventScroll: true });
  }
}

customElements.define("older-items", OlderItems);
