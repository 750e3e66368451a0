// A form of settings that is saved as one goes: its button isn't needed while this runs. htmx sends it (hx-post in the form);
// a place that an address names within a folded part is unfolded.
class AutoSave extends HTMLElement {
  connectedCallback() {
    this.#button.hidden = true;
    this.addEventListener("htmx:sendError", this.#failed);
    this.addEventListener("htmx:responseError", this.#failed);
    window.addEventListener("hashchange", this.#unfold);
    this.#unfold();
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#unfold);
  }

  get #button() {
    return this.querySelector("[data-button]");
  }

  // What wasn't saved can be sent once more.
  #failed = () => (this.#button.hidden = false);

  #unfold = () => {
    const named = location.hash.length > 1 && this.querySelector(`#${CSS.escape(location.hash.slice(1))}`);
    const folded = named && named.closest("details");
    if (!folded) return;
    folded.open = true;
    named.scrollIntoView({ block: "center" });
  };
}

customElements.define("auto-save", AutoSave);
