// A text box as high as its text, where CSS cannot do that by itself (`field-sizing: content`); Ctrl or ⌘ + Enter sends.
const CSS_GROWS = CSS.supports("field-sizing", "content");

class AutoGrow extends HTMLElement {
  connectedCallback() {
    this.addEventListener("input", this.#grow);
    this.addEventListener("focusin", this.#grow);
    this.addEventListener("keydown", this.#send);
    if (this.#area?.value) this.#grow();
  }

  get #area() {
    return this.querySelector("textarea");
  }

  #grow = () => {
    if (CSS_GROWS || !this.#area) return;
    this.#area.style.blockSize = "auto";
    this.#area.style.blockSize = `${this.#area.scrollHeight + 2}px`;
  };

  #send = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    this.closest("form")?.requestSubmit();
  };
}

customElements.define("auto-grow", AutoGrow);
