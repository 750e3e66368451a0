// A list whose rows can be dragged into another order; what is let go is sent. The buttons on each row do the same.
class OrderList extends HTMLElement {
  #dragged = null;

  connectedCallback() {
    this.addEventListener("pointerdown", this.#hold);
    this.addEventListener("dragstart", this.#start);
    this.addEventListener("dragover", this.#over);
    this.addEventListener("drop", (event) => event.preventDefault());
    this.addEventListener("dragend", this.#end);
  }

  // Only by its grip: text in a row can still be selected.
  #hold = ({ target }) => {
    const row = target.closest(".piece");
    if (row) row.draggable = Boolean(target.closest(".piece-grip"));
  };

  #start = (event) => {
    this.#dragged = event.target.closest(".piece");
    this.#dragged?.classList.add("piece-dragged");
    event.dataTransfer.effectAllowed = "move";
  };

  #over = (event) => {
    const row = event.target.closest(".piece");
    if (!this.#dragged || !row) return;
    event.preventDefault();
    const { top, height } = row.getBoundingClientRect();
    if (row !== this.#dragged) row[event.clientY < top + height / 2 ? "before" : "after"](this.#dragged);
  };

  #end = () => {
    if (!this.#dragged) return;
    this.#dragged.classList.remove("piece-dragged");
    this.#dragged.draggable = false;
    this.#dragged = null;
    const part = [...this.querySelectorAll(".piece")].map((row) => row.dataset.id);
    window.htmx.ajax("POST", this.dataset.url, { source: this, target: "#contents", swap: "outerHTML", values: { part } });
  };
}

customElements.define("order-list", OrderList);
