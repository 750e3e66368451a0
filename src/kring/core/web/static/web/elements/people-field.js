// Offers colleagues while a name is typed, in a field that takes several with commas between them.
class PeopleField extends HTMLElement {
  #timer;
  #asked = 0;

  connectedCallback() {
    const input = this.querySelector("input");
    input.setAttribute("list", this.querySelector("datalist").id);
    input.autocomplete = "off";
    this.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#offer, 200);
    });
  }

  #offer = async () => {
    const [input, list] = [this.querySelector("input"), this.querySelector("datalist")];
    const parts = input.value.split(",");
    const typed = parts.pop().trim();
    if (!typed || typed.endsWith(")")) return list.replaceChildren();
    const turn = ++this.#asked;
    const group = this.closest("form")?.elements.group?.value ?? "";
    const address = `${this.dataset.src}?q=${encodeURIComponent(typed)}&group=${encodeURIComponent(group)}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || answer.redirected || turn !== this.#asked) return;
    const before = parts.map((part) => `${part.trim()}, `).join("");
    const { items } = await answer.json();
    const plain = (name) => name.replace(/[,@\s]+/g, " ").trim();
    list.replaceChildren(
      ...items.map(({ name, handle }) => Object.assign(document.createElement("option"), { value: `${before}${plain(name)} (@${handle})` })),
    );
  };
}

customElements.define("people-field", PeopleField);
