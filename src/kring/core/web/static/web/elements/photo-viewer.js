// Opens pictures as large as the window, one after the other: arrow keys, swipe, Escape. Without it the link leads there.
class PhotoViewer extends HTMLElement {
  #links = [];
  #here = 0;
  #x = 0;

  connectedCallback() {
    document.addEventListener("click", this.#open);
    this.addEventListener("click", this.#press);
    this.addEventListener("keydown", ({ key }) => this.#go({ ArrowLeft: -1, ArrowRight: 1 }[key]));
    this.addEventListener("pointerdown", ({ clientX }) => (this.#x = clientX));
    this.addEventListener("pointerup", ({ clientX }) => {
      if (Math.abs(clientX - this.#x) > 60) this.#go(clientX < this.#x ? 1 : -1);
    });
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#open);
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  #open = (event) => {
    const link = event.target.closest?.("a[data-photo]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const near = link.closest("article, .comment");
    this.#links = [...(near ?? document).querySelectorAll("a[data-photo]")].filter((other) => other.closest("article, .comment") === near);
    this.#here = this.#links.indexOf(link);
    this.#dialog.toggleAttribute("data-alone", this.#links.length < 2);
    this.#show();
    this.#dialog.showModal();
  };

  #go(step) {
    if (!step) return;
    this.#here = (this.#here + step + this.#links.length) % this.#links.length;
    this.#show();
  }

  #show() {
    const link = this.#links[this.#here];
    const [image, address] = [this.querySelector("img"), link.dataset.photo || link.href];
    image.src = `${address}?size=large`;
    image.alt = link.querySelector("img")?.alt ?? link.textContent.trim();
    this.querySelector(".viewer-words").textContent = link.title;
    this.querySelector(".viewer-count").textContent = `${this.#here + 1} / ${this.#links.length}`;
    this.querySelector(".viewer-save").href = address;
  }

  #press = ({ target }) => {
    const step = target.closest("button")?.dataset.step;
    this.#go(Number(step));
    if (step === "0" || target.matches("dialog, figure")) this.#dialog.close();
  };
}

customElements.define("photo-viewer", PhotoViewer);
