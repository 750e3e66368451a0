// A conversation that is open: what is said comes in, what is changed changes, and who has left it sees nothing of it any more. It says
// that its reader has seen something when the page is before their eyes.
import { on } from "../web/live.js";
import { put } from "./putting.js";

const KINDS = ["messages.said", "messages.changed", "messages.seen"];

class LiveConversation extends HTMLElement {
  #off = [];
  #timer;
  #changed = new Set();

  connectedCallback() {
    this.#off = KINDS.map((kind) => on(kind, this.#told));
    this.#off.push(on("messages.left", ({ unread }) => String(unread) === this.dataset.id && location.assign(this.dataset.away)));
    this.#off.push(on("catch-up", () => this.#soon()));
    document.addEventListener("said", this.#mine);
    document.addEventListener("visibilitychange", this.#looked);
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
  }

  disconnectedCallback() {
    this.#off.forEach((off) => off());
    document.removeEventListener("said", this.#mine);
    document.removeEventListener("visibilitychange", this.#looked);
  }

  #mine = ({ detail }) => put(this, detail, true);
  #looked = () => !document.hidden && this.#soon();

  #told = ({ type, place, part }) => {
    if (place !== `conversation:${this.dataset.id}`) return;
    if (type === "messages.changed") this.#changed.add(part);
    this.#soon();
  };

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#fetch, 80);
  }

  #fetch = async () => {
    if (this.hasAttribute("data-later")) return;
    const body = new URLSearchParams({ after: [...this.querySelectorAll("[data-id]")].at(-1)?.dataset.id ?? 0, ids: [...this.#changed].join(".") });
    this.#changed.clear();
    if (!document.hidden) body.set("seen", 1);
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    const answer = await fetch(this.dataset.url, { method: "POST", body, headers }).catch(() => null);
    if (answer?.status === 404) return location.assign(this.dataset.away);
    if (answer?.ok && !answer.redirected) put(this, await answer.text());
  };
}

customElements.define("live-conversation", LiveConversation);
