// "Show older" puts other items in its own place (or in that of the list item it stands in); the keyboard then stands at
// the first of them, not at the page's top.
class OlderItems extends HTMLElement {
  #list;
  #before;
  #focused;

  connectedCallback() {
    this.addEventListener("htmx:beforeRequest", () => {
      const place = this.parentElement.localName === "li" ? this.parentElement : this;
      this.#list = place.parentElement;
      this.#before = place.previousElementSibling;
      this.#focused = this.contains(document.activeElement);
    });
  }

  disconnectedCallback() {
    if (!this.#focused) return;
    const first = this.#before ? this.#before.nextElementSibling : this.#list?.firstElementChild;
    first?.querySelector("a, button")?.focus({ preventScroll: true });
  }
}

customElements.define("older-items", OlderItems);
