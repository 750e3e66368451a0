// The composer: opens in place with what was begun, takes the focus to the text, changes with the chosen kind. Ctrl or ⌘ +
// Enter posts from any of its fields.
class PostComposer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("toggle", this.#opened, { capture: true });
    this.addEventListener("click", this.#chosen);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("htmx:beforeSwap", this.#keep);
    this.addEventListener("htmx:afterSettle", this.#settled);
    if (this.hasAttribute("open")) this.#focus();
  }

  get #area() {
    return this.querySelector("textarea[name=body]");
  }

  #focus() {
    const invalid = this.querySelector("[aria-invalid=true]");
    const first = this.querySelector("input[name=title]:required");
    (invalid ?? (first?.value ? this.#area : first) ?? this.#area)?.focus();
  }

  #opened = ({ target }) => {
    if (!target.open || target.parentElement.parentElement !== this) return;
    this.#focus();
    if (!this.dataset.resume) return;
    window.htmx.ajax("GET", this.dataset.resume, { source: this, target: this.querySelector(".composer-sheet"), swap: "innerHTML" });
    delete this.dataset.resume;
  };

  // Whoever has begun to write keeps that; what they had begun before is among the drafts.
  #keep = ({ detail }) => {
    const resumed = detail.target.matches(".composer-sheet") && detail.xhr.status === 200;
    const form = this.querySelector(".composer-form:has(textarea)");
    if (resumed && form && new FormData(form).get("body").trim()) detail.shouldSwap = false;
  };

  #chosen = ({ target }) => {
    const chip = target.closest(".composer-kinds a[hx-get]");
    chip?.closest(".more details")?.removeAttribute("open");
    const details = this.querySelector("details");
    if (!chip || !details || details.open) return;
    delete this.dataset.resume;
    details.open = true;
  };

  #settled = ({ target }) => {
    if (target.id === "composer-top" && this.#area) this.#area.placeholder = target.dataset.prompt;
    if (target.matches("#composer-top, .composer-sheet")) this.#focus();
  };

  #key = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    event.target.closest("form")?.requestSubmit();
  };
}

customElements.define("post-composer", PostComposer);
