/* <print-button>: a button that prints the page; without script it isn't there, and the browser's own does it. */
customElements.define(
  "print-button",
  class extends HTMLElement {
    connectedCallback() {
      this.hidden = false;
      this.addEventListener("click", () => window.print());
    }
  },
);
