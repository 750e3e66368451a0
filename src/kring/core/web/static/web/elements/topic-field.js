// Offers topics that exist while one is typed, in a field that takes several with commas between them.
class TopicField extends HTMLElement {
  #timer;

  connectedCallback() {
    this.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#offer, 200);
    });
  }

  #offer = async () => {
    const [input, list] = [this.querySelector("input"), this.querySelector("datalist")];
    const parts = input.value.split(",");
    const typed = parts.pop().trim();
    if (!typed) return list.replaceChildren();
    const answer = await fetch(`${this.dataset.src}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const before = parts.map((part) => `${part.trim()}, `).join("");
    const { items } = await answer.json();
    list.replaceChildren(...items.map(({ name }) => Object.assign(document.createElement("option"), { value: before + name })));
  };
}

customElements.define("topic-field", TopicField);
