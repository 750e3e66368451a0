// Moves what is planned to another day: dragged with a mouse, or with arrow keys and Enter on its grip. The link of the grip
// leads to a form that does the same without script.
class AgendaBoard extends HTMLElement {
  #held;
  #day;

  connectedCallback() {
    this.addEventListener("dragstart", this.#take);
    this.addEventListener("dragover", this.#over);
    this.addEventListener("drop", this.#drop);
    this.addEventListener("dragend", () => this.#aim());
    this.addEventListener("keydown", this.#key);
    this.addEventListener("focusout", () => this.#day && !this.#held && this.#aim());
  }

  get #days() {
    return [...this.querySelectorAll("[data-day]")];
  }

  #take = (event) => {
    this.#held = event.target.closest?.("[data-move]");
    if (!this.#held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.#held.dataset.title);
  };

  #over = (event) => {
    const day = this.#held && event.target.closest("[data-day]");
    if (!day) return;
    event.preventDefault();
    this.#aim(day, true);
  };

  #drop = (event) => {
    const day = this.#held && event.target.closest("[data-day]");
    if (!day) return;
    event.preventDefault();
    this.#move(this.#held, day);
  };

  #key = (event) => {
    const held = event.target.closest(".agenda-grip")?.closest("[data-move]");
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    if (!held || !(step || (this.#day && ["Enter", "Escape"].includes(event.key)))) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) return this.#step(held, this.matches(":has(table)") ? step : Math.sign(step));
    if (event.key === "Enter") return this.#move(held, this.#day);
    this.#aim();
    this.#say(this.dataset.left);
  };

  // A draft, which stands on no day, begins at today or at the first day of the sheet.
  #step(held, step) {
    const days = this.#days;
    const from = this.#day ?? held.closest("[data-day]");
    const next = from ? days[days.indexOf(from) + step] : (this.querySelector(".agenda-today") ?? days[0]);
    if (!next) return this.#say(this.dataset.edge);
    this.#aim(next);
    next.scrollIntoView({ block: "nearest" });
    this.#say(this.dataset.pick.replace("{day}", next.dataset.name));
  }

  #aim(day, dragging = false) {
    this.#day?.classList.remove("agenda-aim");
    this.#day = day;
    day?.classList.add("agenda-aim");
    if (!day && !dragging) this.#held = null;
  }

  #say(words) {
    this.querySelector("[role=status]").textContent = words;
  }

  async #move(held, day) {
    const { move, was, time } = held.dataset;
    const grip = held.querySelector(".agenda-grip").id;
    const same = held.closest("[data-day]") === day;
    this.#aim();
    if (same) return;
    const values = { later_on: day.dataset.day, later_at: time, was, csrfmiddlewaretoken: this.querySelector("[name=csrfmiddlewaretoken]").value };
    await htmx.ajax("POST", move, { source: this, values, swap: "none" }).catch(() => null);
    await htmx.ajax("GET", location.href, { source: this, target: "#agenda", select: "#agenda", swap: "outerHTML" });
    document.getElementById(grip)?.focus();
  }
}

customElements.define("agenda-board", AgendaBoard);
