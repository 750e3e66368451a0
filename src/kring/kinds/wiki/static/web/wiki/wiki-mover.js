// Rearranging a tree: the button switches handles on; wiki-keys.js and wiki-drag.js move pages in the list. Here the server
// is told, and where it refuses the page goes back.
import { reason, toast } from "../elements/toast-region.js";
import { drag } from "./wiki-drag.js";
import { keys } from "./wiki-keys.js";
import { above, beside, title } from "./wiki-places.js";

class WikiMover extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("[data-arrange]");
    button.hidden = false;
    button.addEventListener("click", () => this.#arrange(button));
    this.addEventListener("htmx:afterSwap", () => this.#grips());
    keys(this);
    drag(this);
  }

  #arrange(button) {
    const on = this.classList.toggle("arranging");
    button.setAttribute("aria-pressed", on);
    this.querySelector(".wiki-how").hidden = !on;
    this.#grips();
  }

  #grips() {
    const on = this.classList.contains("arranging");
    this.querySelectorAll(".wiki-grip").forEach((grip) => (grip.hidden = !on));
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }

  where(item) {
    const [siblings, parent] = [beside(item), above(item)];
    const words = { t: title(item), n: siblings.indexOf(item) + 1, m: siblings.length, a: parent ? title(parent) : this.dataset.top };
    return this.dataset.where.replace(/~([tnma])/g, (_sign, name) => words[name]);
  }

  async send(item, back) {
    const body = new URLSearchParams({ under: above(item)?.dataset.page ?? "", after: item.previousElementSibling?.dataset.page ?? "" });
    try {
      const headers = { "HX-Request": "true", "X-CSRFToken": this.dataset.csrf };
      const answer = await fetch(`/c/${item.dataset.page}/place/`, { method: "POST", headers, body });
      if (!answer.ok || answer.redirected) throw { reason: reason(answer.headers.get("X-Reason")) };
      this.say(await answer.text());
    } catch (error) {
      back();
      toast(error.reason || this.dataset.wrong, "error");
    }
  }
}

customElements.define("wiki-mover", WikiMover);
