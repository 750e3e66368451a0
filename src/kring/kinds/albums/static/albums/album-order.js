// Photos are dragged to another place by their grip, with mouse, pen or thumb; each move is sent at once. The buttons beside
// them do the same without script.
class AlbumOrder extends HTMLElement {
  #held;
  #next;

  connectedCallback() {
    this.addEventListener("pointerdown", this.#take);
    this.addEventListener("pointermove", this.#over);
    this.addEventListener("pointerup", this.#put);
    this.addEventListener("pointercancel", this.#put);
  }

  #take = (event) => {
    const grip = event.target.closest(".album-grip");
    if (!grip || event.button) return;
    event.preventDefault();
    this.#held = grip.closest("li");
    this.#next = this.#held.nextElementSibling;
    this.#held.classList.add("held");
    grip.setPointerCapture(event.pointerId);
  };

  #over = ({ clientX, clientY }) => {
    const place = this.#held && document.elementFromPoint(clientX, clientY)?.closest("album-order li");
    if (!place || place === this.#held) return;
    const box = place.getBoundingClientRect();
    place[clientY < box.top + box.height / 2 ? "before" : "after"](this.#held);
  };

  #put = async () => {
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    held.classList.remove("held");
    if (held.nextElementSibling === this.#next) return;
    const place = [...held.parentElement.children].indexOf(held) + Number(this.dataset.begin);
    const back = this.#next;
    const form = this.closest("form");
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.append("move", `${held.dataset.photoId}:${place}`);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
    const arrived = answer?.ok && !answer.redirected;
    if (!arrived) back ? back.before(held) : held.parentElement?.append(held);
    this.querySelector("[role=status]").textContent = arrived ? this.dataset.moved.replace("{n}", place + 1) : this.dataset.failed;
  };
}

customElements.define("album-order", AlbumOrder);
