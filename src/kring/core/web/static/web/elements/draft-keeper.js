// Saves what is typed on the server, a moment after the typing stops and when the page is left. `key` names the form,
// `base` the version it was filled from, `to` and `from` are the addresses. What couldn't be saved stays with <keep-typed>.
import { fill, load, offer, renew, send } from "./drafts.js";
import { toast } from "./toast-region.js";

const PAUSE = 1500, AGAIN = 10_000;
const TROUBLE = { 401: "out", 403: "out" };
const LEAVING = [[document, "visibilitychange"], [window, "pagehide"], [window, "online"]];

class DraftKeeper extends HTMLElement {
  #timer;
  #dirty = false;
  #queue = Promise.resolve();

  connectedCallback() {
    for (const name of ["input", "change"]) this.addEventListener(name, () => this.#later(PAUSE));
    for (const name of ["submit", "put-aside"]) this.addEventListener(name, () => this.#rest());
    this.addEventListener("htmx:afterRequest", ({ detail, target }) => target.tagName === "FORM" && !detail.successful && this.#later(PAUSE));
    if (this.hasAttribute("from")) this.addEventListener("focusin", this.#fetch, { once: true });
    for (const [place, name] of LEAVING) place.addEventListener(name, this.#now);
  }

  disconnectedCallback() {
    for (const [place, name] of LEAVING) place.removeEventListener(name, this.#now);
    this.#rest();
  }

  get #form() { return this.querySelector("form"); }
  get #key() { return this.getAttribute("key") === "new" ? `new-${this.#form.elements.token.value}` : this.getAttribute("key"); }
  #say = (word) => this.querySelector(".draft-status")?.replaceChildren(document.querySelector("toast-region").dataset[word] ?? word);
  #rest = () => { clearTimeout(this.#timer); this.#dirty = false; };
  #later = (pause) => { this.#dirty = true; clearTimeout(this.#timer); this.#timer = setTimeout(this.#save, pause); };
  #now = ({ type }) => { if (this.#dirty && (type !== "visibilitychange" || document.hidden)) this.#save({ leaving: type !== "online" }); };

  #save = ({ leaving = false, mine } = {}) => {
    this.#rest();
    const go = () => send(this.#form, { key: this.#key, base: this.getAttribute("base") ?? "", ...(mine && { mine: 1 }) }, this.getAttribute("to"), leaving);
    this.#queue = (leaving ? go() : this.#queue.then(go)).then(this.#answered).catch(() => {
      this.#later(AGAIN);
      this.#say("waiting");
    });
  };

  #answered = ({ status, saved_at, sent, error, ...other }) => {
    if (status === 409) return offer(this.querySelector(".draft-status"), other, () => this.#save({ mine: true }));
    if (sent) return renew(this.#form), this.#later(PAUSE);
    if (status >= 500) throw status;
    if (status < 300) this.setAttribute("base", saved_at);
    else if (TROUBLE[status]) toast(error || document.querySelector("toast-region").dataset.out, "error");
    this.#say(status < 300 ? saved_at && "saved" || "" : error || TROUBLE[status] || "");
    if (status < 300 && !this.#dirty) this.dispatchEvent(new Event("draft-saved", { bubbles: true }));
  };

  #fetch = async () => {
    const draft = await load(this.getAttribute("from"), this.#key).catch(() => null);
    if (draft && fill(this.#form, draft.fields)) this.setAttribute("base", draft.saved_at);
  };
}

customElements.define("draft-keeper", DraftKeeper);
