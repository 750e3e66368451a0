// What waits to be sent, on this device: each can be read, gone on with, or thrown away. Words of somebody else, who signed in here before,
// are not shown: they wait for that person.
import { again, untype } from "../pocket/again.js";
import { toast } from "./toast-region.js";

class WaitingList extends HTMLElement {
  #channel;
  #items = "";

  connectedCallback() {
    if (!window.isSecureContext || !window.indexedDB) return;
    this.#channel = Object.assign(new BroadcastChannel("kring"), { onmessage: this.#draw });
    window.addEventListener("kring", this.#draw);
    this.addEventListener("click", this.#click);
    this.#draw();
  }

  disconnectedCallback() {
    this.#channel?.close();
    window.removeEventListener("kring", this.#draw);
  }

  #draw = async () => {
    const person = document.documentElement.dataset.keep?.replace(/-not$/, "");
    const me = person || ((await window.kringBox.state("whose")) ?? "").replace(/-not$/, ""); // a page that is kept for all has no name on it
    const items = (await window.kringBox.all("waiting")).filter((item) => item.person === me).sort((one, other) => one.at - other.at);
    const shared = (await window.kringBox.all("shared")).filter((one) => !one.person || one.person === me).map((one) => ({ ...one, state: "shared", words: [one.text, one.url].filter(Boolean).join(" ") }));
    const now = JSON.stringify([items, shared.map(({ id }) => id)]);
    if (now === this.#items) return;
    this.#items = now;
    untype(items);
    this.querySelector("ul").replaceChildren(...[...shared, ...items].map(this.#line));
    this.querySelector("ul").hidden = !(items.length + shared.length);
    this.querySelector(".waiting-none").hidden = Boolean(items.length + shared.length);
  };

  #line = (item) => {
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const put = (part, text) => Object.assign(line.querySelector(part), { textContent: text, hidden: !text });
    line.dataset.id = item.id;
    line.dataset.state = item.state;
    put("strong", item.title || this.dataset.untitled);
    put(".waiting-words", new DOMParser().parseFromString(item.words ?? "", "text/html").body.innerText.slice(0, 2000));
    put("small", new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(item.at));
    put(".waiting-why", item.why || this.dataset[item.state] || "");
    line.querySelector("[value=again]").hidden = item.id.startsWith("state:");
    return line;
  };

  #click = async ({ target }) => {
    const what = target.closest("button")?.value;
    const { id, state } = target.closest("li")?.dataset ?? {};
    if (what === "send") return window.kringOutbox.send({ all: true });
    if (what === "throw") await window.kringBox.drop(state === "shared" ? "shared" : "waiting", id);
    if (what === "again" && !(await again(id, state))) return toast(this.dataset.offline, "error");
    if (what) window.kringOutbox.say("waiting");
  };
}

customElements.define("waiting-list", WaitingList);
