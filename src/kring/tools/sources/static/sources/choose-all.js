/* <choose-all>: one box that ticks all others of its form, and follows them. Without script each is ticked by itself. */
customElements.define(
  "choose-all",
  class extends HTMLElement {
    connectedCallback() {
      this.querySelector("label").hidden = false;
      this.closest("form").addEventListener("change", this.#changed);
    }

    get #others() {
      return [...this.closest("form").querySelectorAll("input[type=checkbox][name=entry]")];
    }

    #changed = (event) => {
      const all = this.querySelector("input");
      if (event.target === all) this.#others.forEach((box) => (box.checked = all.checked));
      const chosen = this.#others.filter((box) => box.checked).length;
      all.checked = chosen === this.#others.length;
      all.indeterminate = chosen > 0 && !all.checked;
    };
  },
);
