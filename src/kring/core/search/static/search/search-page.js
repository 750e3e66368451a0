// The search page: arrow keys walk from the field through what was found, and after a filter the focus stays at that filter while
// the new number is said.
import { remember } from "./recent-searches.js";

class SearchPage extends HTMLElement {
  #from = "";

  connectedCallback() {
    this.addEventListener("keydown", this.#key);
    this.addEventListener("htmx:beforeRequest", ({ target }) => (this.#from = this.#place(target)));
    this.addEventListener("htmx:afterSettle", ({ target }) => target.id === "search-page" && this.#renewed());
    const says = this.querySelector("#search-says");
    if (says && this.querySelector(".search-hit")) remember(this.dataset.searched);
  }

  // Where the focus goes after this link is gone: the head of its menu, or the same link.
  #place(link) {
    const near = link.closest(".search-filter");
    return near?.querySelector("summary").id ?? link.id ?? "";
  }

  #renewed() {
    this.querySelector("[role=status]").textContent = this.querySelector("#search-says")?.textContent ?? "";
    (document.getElementById(this.#from) ?? this.querySelector("#search-field")).focus({ preventScroll: true });
  }

  #key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [this.querySelector("#search-field"), ...this.querySelectorAll(".search-hit h2 a")];
    const here = places.indexOf(event.target);
    if (!step || here < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    places[Math.min(Math.max(here + step, 0), places.length - 1)].focus();
  };
}

customElements.define("search-page", SearchPage);
