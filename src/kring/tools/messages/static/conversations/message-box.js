// The field of a conversation: Enter sends (where its writer wants that, and has a keyboard), and it is empty again when the message
// has arrived. What didn't arrive stays in it.
class MessageBox extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.#key);
    this.addEventListener("htmx:afterRequest", this.#answered);
  }

  get #form() {
    return this.querySelector("form");
  }

  #key = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.target.localName !== "textarea" || !this.hasAttribute("enter") || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    if (!this.hasAttribute("busy")) this.#form.requestSubmit();
  };

  #answered = ({ target, detail }) => {
    if (target !== this.#form || !detail.successful) return;
    this.#form.reset();
    this.#form.elements.body.value = "";
    this.#form.elements.token.value = crypto.randomUUID?.().replaceAll("-", "") ?? "";
    this.querySelector(".carried")?.replaceChildren();
    this.querySelector(".talk-along")?.remove();
    this.querySelector("draft-keeper")?.removeAttribute("base");
    this.#form.elements.body.dispatchEvent(new Event("restored", { bubbles: true }));
    this.#form.elements.body.focus();
    document.dispatchEvent(new CustomEvent("said", { detail: detail.xhr.responseText }));
  };
}

customElements.define("message-box", MessageBox);
