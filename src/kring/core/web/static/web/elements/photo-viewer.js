// Opens pictures as large as the window, one after the other: arrow keys, Home, End, swipe, Escape. Without it the link leads there.
import { beside, place } from "./photos.js";

class PhotoViewer extends HTMLElement {
  #link;
  #x = 0;

  connectedCallback() {
    document.addEventListener("click", this.#open);
    this.addEventListener("click", this.#press);
    this.addEventListener("keydown", ({ key }) => this.#go({ ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[key]));
    this.addEventListener("pointerdown", ({ clientX }) => (this.#x = clientX));
    this.addEventListener("pointerup", ({ clientX }) => {
      if (Math.abs(clientX - this.#x) > 60) this.#go(clientX < this.#x ? 1 : -1);
    });
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#open);
  }

  #open = (event) => {
    const link = event.target.closest?.("a[data-photo]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#link = link;
    this.firstElementChild.toggleAttribute("data-alone", beside(link).length < 2);
    this.#show();
    this.firstElementChild.showModal();
  };

  #go(step) {
    if (!step) return;
    const links = beside(this.#link);
    const to = links.indexOf(this.#link) + step;
    this.#link = links.at(Number.isFinite(step) ? to % links.length : step < 0 ? 0 : -1);
    this.#show();
  }

  #show() {
    const link = this.#link;
    const [image, address] = [this.querySelector("img"), link.dataset.photo || link.href];
    image.src = `${address}?size=large`;
    image.alt = link.querySelector("img")?.alt ?? link.textContent.trim();
    this.querySelector(".viewer-words").textContent = link.title;
    this.querySelector(".viewer-count").textContent = place(link);
    this.querySelector(".viewer-save").href = address;
  }

  #press = ({ target }) => {
    const step = target.closest("button")?.dataset.step;
    this.#go(Number(step));
    if (step === "0" || target.matches("dialog, figure")) this.firstElementChild.close();
  };
}

customElements.define("photo-viewer", PhotoViewer);
