// What scrolls sideways inside a text (a wide table, a long line of code) can also be scrolled with the keyboard.
class WideContent extends HTMLElement {
  #observer;

  connectedCallback() {
    const wide = this.querySelectorAll("pre, table");
    if (!wide.length) return;
    this.#observer = new ResizeObserver(() => wide.forEach((part) => this.#reach(part)));
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }

  #reach(part) {
    if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
    else part.removeAttribute("tabindex");
  }
}

customElements.define("wide-content", WideContent);
