// How many notifications are unread: in every bell, in front of the page's title and on the app's icon. It follows what
// happens on any device, and what an answer here says (the event `notifications` {unread}).
import { on } from "../live.js";

class UnreadCount extends HTMLElement {
  connectedCallback() {
    document.addEventListener("notifications", this.#told);
    if (this.n) title(this.n);
  }

  disconnectedCallback() {
    document.removeEventListener("notifications", this.#told);
  }

  get n() {
    return Number(this.dataset.n);
  }

  #told = ({ detail }) => {
    this.dataset.n = detail.unread;
    this.hidden = !detail.unread;
    this.firstElementChild.textContent = detail.unread < 100 ? detail.unread : "99+";
  };
}

function title(unread) {
  const plain = document.title.replace(/^\(\d+\+?\) /, "");
  document.title = unread ? `(${unread < 100 ? unread : "99+"}) ${plain}` : plain;
  if (unread) navigator.setAppBadge?.(unread).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}

document.addEventListener("notifications", ({ detail }) => title(detail.unread));
on("notifications", (message) => document.dispatchEvent(new CustomEvent("notifications", { detail: message })));
customElements.define("unread-count", UnreadCount);
