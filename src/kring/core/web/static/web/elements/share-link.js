// Copies the address of something, or hands it to the share sheet of the device. The buttons show where that can be done;
// beside them (or on the page behind the link next to them) stands the address itself.
import { toast } from "./toast-region.js";

class ShareLink extends HTMLElement {
  connectedCallback() {
    const [copy, sheet] = [this.querySelector("[data-copy]"), this.querySelector("[data-sheet]")];
    if (copy) copy.hidden = false;
    if (sheet) sheet.hidden = !navigator.share;
    copy?.addEventListener("click", this.#copy);
    sheet?.addEventListener("click", this.#send);
  }

  get #url() {
    return new URL(this.dataset.path, location.href).href;
  }

  #copy = async () => {
    this.closest("details")?.removeAttribute("open");
    try {
      await navigator.clipboard.writeText(this.#url);
    } catch {
      this.#select(); // without a secure connection there is no clipboard; the old way still copies
    }
    toast(this.dataset.done);
  };

  #select() {
    const field = this.querySelector("input") ?? document.body.appendChild(document.createElement("input"));
    field.value = this.#url;
    field.select();
    document.execCommand("copy");
    if (field.parentElement === document.body) field.remove();
  }

  #send = () => navigator.share({ title: this.dataset.title, url: this.#url }).catch(() => {});
}

customElements.define("share-link", ShareLink);
