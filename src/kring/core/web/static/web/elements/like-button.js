// Shows a reaction at once and sends it after. What is sent is the wanted state (`reaction=like`, or empty for none), one
// request at a time, so that quick clicks and lost answers can't add up; when it fails the old state returns.
import { arrived, wanted as later } from "./put-aside.js";
import { reason, toast } from "./toast-region.js";

class LikeButton extends HTMLElement {
  #queue = Promise.resolve();
  #press;

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
    this.addEventListener("pointerdown", this.#hold);
    for (const end of ["pointerup", "pointerleave", "pointercancel"]) this.addEventListener(end, () => clearTimeout(this.#press));
  }

  #submit = (event) => {
    event.preventDefault();
    const form = event.target;
    const before = this.dataset.mine;
    const body = new FormData(form, event.submitter);
    const wanted = body.get("reaction");
    this.#show(wanted);
    this.querySelector("details")?.removeAttribute("open");
    this.#queue = this.#queue.then(() => this.#send(form.action, body)).then(() => arrived(form)).catch(async (error) => {
      if (error instanceof TypeError && (await later(form, body))) return;
      if (this.dataset.mine === wanted) this.#show(before);
      toast(error.reason || this.dataset.failed, "error");
    });
  };

  async #send(url, body) {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html", "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw { reason: reason(answer.headers.get("X-Reason")) };
  }

  #show(mine) {
    const [main, count] = [this.querySelector(".like"), this.querySelector(".social-count")];
    const choice = (name) => this.querySelector(`[data-name="${name}"]`);
    const number = Number(count.textContent || 0) + Boolean(mine) - Boolean(this.dataset.mine);
    this.dataset.mine = mine;
    count.textContent = number > 0 ? number : "";
    main.value = mine ? "" : "like";
    main.setAttribute("aria-pressed", Boolean(mine));
    main.querySelector(".social-word").textContent = choice(mine || "like").title;
    const face = mine && mine !== "like" ? choice(mine).textContent : this.querySelector("template").content.cloneNode(true);
    main.querySelector(".social-face").replaceChildren(face);
    for (const button of this.querySelectorAll("[data-name]")) {
      button.setAttribute("aria-pressed", button.dataset.name === mine);
      button.value = button.dataset.name === mine ? "" : button.dataset.name;
    }
  }

  #hold = (event) => {
    if (!event.target.closest(".like")) return;
    this.#press = setTimeout(() => this.querySelector("details")?.setAttribute("open", ""), 450);
  };
}

customElements.define("like-button", LikeButton);
