// A button that is a state (follow, keep): shows it at once and sends after what is wanted, one request at a time, so that
// quick clicks and lost answers can't add up; when it fails the old state returns.
import { arrived, wanted as later } from "./put-aside.js";
import { reason, toast } from "./toast-region.js";

class PressButton extends HTMLElement {
  #queue = Promise.resolve();

  connectedCallback() {
    this.addEventListener("submit", this.#submit);
  }

  #submit = (event) => {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form, event.submitter);
    const wanted = body.get("on") === "1";
    this.#show(wanted);
    this.#queue = this.#queue.then(() => this.#send(form.action, body)).then(() => arrived(form)).catch(async (error) => {
      if (error instanceof TypeError && (await later(form, body))) return;
      this.#show(!wanted);
      toast(error.reason || this.dataset.failed, "error");
    });
  };

  async #send(url, body) {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html", "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) throw { reason: reason(answer.headers.get("X-Reason")) };
  }

  #show(on) {
    const button = this.querySelector(".press");
    button.value = on ? "0" : "1";
    button.dataset.pressed = on;
    if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", on);
    const words = this.querySelector(".press-words");
    if (words) words.textContent = on ? this.dataset.on : this.dataset.off;
  }
}

customElements.define("press-button", PressButton);
