// One click, one sending: a form that is under way is not sent again. (The hidden `token` protects where this can't.)
class SubmitOnce extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#submit);
    this.addEventListener("htmx:afterRequest", this.#free);
    window.addEventListener("pageshow", this.#free);
  }

  disconnectedCallback() {
    window.removeEventListener("pageshow", this.#free);
  }

  #submit = (event) => {
    if (this.hasAttribute("aria-busy")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if (!event.defaultPrevented || event.target.hasAttribute("hx-post")) {
      this.setAttribute("aria-busy", "true");
    }
  };

  #free = () => this.removeAttribute("aria-busy");
}

customElements.define("submit-once", SubmitOnce);
