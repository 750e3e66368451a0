// Short answers that appear for a moment: on the event `toast` {text, level, undo}, which htmx also fires for HX-Trigger.
// `undo` is the address that takes back what has just been done.
// Errors stay until they are closed; anything under the pointer or focus waits.
const SECONDS = 6;

export function toast(text, level = "success") {
  document.body.dispatchEvent(new CustomEvent("toast", { detail: { text, level }, bubbles: true }));
}

// Headers are ASCII, so the sentence comes percent-encoded.
export function reason(header) {
  return header ? decodeURIComponent(header) : "";
}

class ToastRegion extends HTMLElement {
  connectedCallback() {
    document.addEventListener("toast", this.#toast);
    document.addEventListener("htmx:responseError", this.#failed);
    document.addEventListener("htmx:sendError", this.#offline);
  }

  disconnectedCallback() {
    document.removeEventListener("toast", this.#toast);
    document.removeEventListener("htmx:responseError", this.#failed);
    document.removeEventListener("htmx:sendError", this.#offline);
  }

  #toast = ({ detail }) => this.#show(detail.text, detail.level, detail.undo);
  // A refusal carries its reason, so that people read why and not just that.
  #failed = ({ detail }) => this.#show(reason(detail.xhr.getResponseHeader("X-Reason")) || this.dataset.failed, "error");
  #offline = () => this.#show(this.dataset.offline, "error");

  #show(text, level, undo) {
    const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
    item.dataset.level = level;
    item.querySelector("span").textContent = text;
    item.querySelector("button[aria-label]").addEventListener("click", () => item.remove());
    const form = item.querySelector("form");
    if (undo) Object.assign(form, { action: undo, hidden: false }).elements.next.value = location.pathname + location.search;
    else form.remove();
    this.append(item);
    if (level !== "error") this.#expire(item);
  }

  #expire(item) {
    setTimeout(() => (item.matches(":hover, :focus-within") ? this.#expire(item) : item.remove()), SECONDS * 1000);
  }
}

customElements.define("toast-region", ToastRegion);
