// "/" anywhere on the page goes to the search field.
class SearchBox extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this.#key);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#key);
  }

  #key = (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = this.querySelector("input");
    if (!field.offsetParent) return;
    event.preventDefault();
    field.focus();
    field.select();
  };
}

customElements.define("search-box", SearchBox);
