// “Read on” unfolds a long text where it stands, and folds it again. Without script it is a link to the item.
class ReadOn extends HTMLElement {
  connectedCallback() {
    const text = this.#text;
    if (!text) return;
    // A text that turns out to fit (a wide screen, small letters) has nothing to unfold.
    if (text.scrollHeight <= text.clientHeight + 4) return this.#unfold(true);
    this.#link.setAttribute("aria-expanded", "false");
    this.addEventListener("click", this.#click);
    text.addEventListener("focusin", this.#reach); // a link in what is hidden
  }

  get #text() {
    const before = this.previousElementSibling;
    return before?.matches(".card-body") ? before : null;
  }

  get #link() {
    return this.querySelector("a");
  }

  #click = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.#text.classList.contains("card-clamped")) this.#unfold();
    else this.#fold();
  };

  #reach = (event) => {
    const text = this.#text; // it may have been scrolled to what is hidden in it
    const low = event.target.getBoundingClientRect().bottom + text.scrollTop - text.getBoundingClientRect().top;
    if (low > text.clientHeight) this.#unfold();
  };

  #unfold(whole = false) {
    this.#text.classList.remove("card-clamped");
    this.#text.scrollTop = 0;
    this.#link.textContent = this.dataset.less;
    this.#link.setAttribute("aria-expanded", "true");
    this.hidden = whole;
  }

  #fold() {
    this.#text.classList.add("card-clamped");
    this.#link.textContent = this.dataset.more;
    this.#link.setAttribute("aria-expanded", "false");
    this.closest(".card")?.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("read-on", ReadOn);
