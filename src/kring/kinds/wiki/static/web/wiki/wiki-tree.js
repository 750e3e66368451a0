// The branches of a tree open and close. One that isn't there yet is fetched by htmx when it opens. Without script every
// title still leads to its page, which lists what stands under it.
class WikiTree extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this.#click);
    this.#show();
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.#click);
  }

  // Where the tree scrolls by itself, the page that is read is in sight.
  #show() {
    const [here, box] = [this.querySelector("[aria-current]"), this.parentElement];
    if (here) box.scrollTop += here.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }

  #click = (event) => {
    const button = event.target.closest(".wiki-fold");
    if (!button) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    const below = button.parentElement.querySelector(":scope > .wiki-below");
    button.setAttribute("aria-expanded", open);
    below.hidden = !open;
    if (open && !below.firstElementChild) below.dispatchEvent(new Event("open"));
  };
}

customElements.define("wiki-tree", WikiTree);
