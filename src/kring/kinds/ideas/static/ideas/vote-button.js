// Shows a vote at once and sends it after. What is sent is the wanted state (`value=1`, or 0 for none), one request at a time,
// so that quick clicks and lost answers can't add up; when it fails the old state returns, with the reason.
import { arrived, wanted as later } from "../web/elements/put-aside.js";
import { reason, toast } from "../web/elements/toast-region.js";

class VoteButton extends HTMLElement {
  #queue = Promise.resolve();

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
  }

  get #spreads() {
    return this.dataset.left !== undefined;
  }

  #submit = (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form, event.submitter);
    const [before, wanted] = [Number(this.dataset.mine), Number(body.get("value"))];
    this.#show(wanted);
    this.#queue = this.#queue.then(() => this.#send(form.action, body)).then(() => arrived(form)).catch(async (error) => {
      if (error instanceof TypeError && (await later(form, body))) return;
      if (Number(this.dataset.mine) === wanted) this.#show(before);
      toast(error.reason || this.dataset.failed, "error");
    });
  };

  async #send(url, body) {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html", "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw { reason: reason(answer.headers.get("X-Reason")) };
  }

  #show(mine) {
    const [main, count] = [this.querySelector(".vote-main"), this.querySelector(".social-count")];
    count.textContent = Number(count.textContent || 0) + mine - Number(this.dataset.mine) || "";
    this.dataset.mine = mine;
    main.setAttribute("aria-pressed", mine > 0);
    main.value = this.#spreads ? mine + 1 : Number(!mine);
    if (!this.#spreads) {
      this.querySelector(".vote-word").textContent = mine ? this.dataset.voted : this.dataset.vote;
      return;
    }
    const less = this.querySelector(".vote-less");
    this.querySelector(".vote-number").textContent = mine || "";
    less.value = mine - 1;
    if (!mine && document.activeElement === less) main.focus();
    less.hidden = !mine;
  }
}

customElements.define("vote-button", VoteButton);
