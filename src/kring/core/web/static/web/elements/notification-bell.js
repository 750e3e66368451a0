// The bell opens a panel with the latest notifications instead of leaving the page; Escape, a click elsewhere or a second one
// on the bell close it. Together with Ctrl, Shift or the middle button it is the link that it is without this.
class NotificationBell extends HTMLElement {
  connectedCallback() {
    if (this.#link.hasAttribute("aria-current")) return;
    this.#link.setAttribute("aria-expanded", "false");
    this.#link.addEventListener("click", this.#clicked);
    this.addEventListener("keydown", this.#key);
    document.addEventListener("pointerdown", this.#outside);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.#outside);
  }

  get #link() {
    return this.querySelector("a");
  }

  get #panel() {
    return this.querySelector(".bell-panel");
  }

  #clicked = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#show(this.#panel.hidden);
  };

  #show(open, focus = true) {
    this.#panel.hidden = !open;
    this.#link.setAttribute("aria-expanded", String(open));
    if (open) {
      this.#panel.firstElementChild.dispatchEvent(new Event("open"));
      this.#panel.focus();
    } else if (focus) this.#link.focus();
  }

  #outside = ({ target }) => {
    if (!this.#panel.hidden && !this.contains(target)) this.#show(false, false);
  };

  #key = (event) => {
    if (event.key !== "Escape" || this.#panel.hidden) return;
    event.stopPropagation();
    this.#show(false);
  };
}

customElements.define("notification-bell", NotificationBell);
