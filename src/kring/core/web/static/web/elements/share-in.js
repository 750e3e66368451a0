// Takes in what another app shared, which the service worker put aside: it becomes a draft on the server, and the composer opens with it.
// It is forgotten here only when it is there.
import "../pocket/box.js";
import { toast } from "./toast-region.js";

const person = () => document.documentElement.dataset.keep?.replace(/-not$/, "");
const mine = async () => (await window.kringBox.all("shared")).filter((one) => !one.person || one.person === person());

class ShareIn extends HTMLElement {
  async connectedCallback() {
    if (!window.isSecureContext || !window.indexedDB) return;
    this.querySelector("button").addEventListener("click", this.#take);
    if ((await mine()).length) this.#take();
  }

  #take = async () => {
    const [busy, button] = [this.querySelector(".share-busy"), this.querySelector("button")];
    Object.assign(busy, { hidden: false });
    button.hidden = true;
    try {
      const shared = (await mine()).sort((one, other) => one.at - other.at);
      let address;
      for (const one of shared) address = await this.#send(one);
      if (address) location.replace(address);
    } catch (problem) {
      toast(problem.said || this.dataset.failed, "error");
      Object.assign(busy, { hidden: true });
      button.hidden = false;
    }
  };

  async #send({ id, title, text, url, files }) {
    const body = new FormData();
    for (const [name, value] of Object.entries({ token: id, title, text, url })) body.set(name, value);
    for (const file of files) body.append("files", file, file.name);
    const answer = await fetch(this.dataset.to, { method: "POST", body, headers: { Accept: "application/json" } });
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (!answer.ok || !said.url) throw { said: said.error };
    await window.kringBox.drop("shared", id);
    return said.url;
  }
}

customElements.define("share-in", ShareIn);
