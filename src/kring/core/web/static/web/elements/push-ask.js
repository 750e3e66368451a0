// Asks whether this device may be told things: only on a press of its button, never by itself. `gentle`: above a list, until somebody says
// yes or “not now” on this device; else a switch for a page of settings.
import { able, isOn, turnOff, turnOn } from "../pocket/waking.js";
import { toast } from "./toast-region.js";

const LATER = "kring:push:later";
const needsHome = () => /iPhone|iPad/.test(navigator.userAgent) && !navigator.standalone;

class PushAsk extends HTMLElement {
  async connectedCallback() {
    this.addEventListener("click", this.#click);
    if (!able() && !needsHome()) return;
    const on = await isOn();
    this.#show(on);
    const asked = !able() || on || Notification.permission !== "default" || localStorage.getItem(LATER) !== null;
    this.hidden = this.#gentle && asked;
  }

  get #gentle() { return this.hasAttribute("gentle"); }

  #show(on) {
    const denied = able() && Notification.permission === "denied";
    const put = (value, shown) => this.querySelectorAll(`button[value=${value}]`).forEach((button) => (button.hidden = !shown));
    put("on", able() && !on && !denied);
    put("off", on);
    put("later", !on && !denied);
    this.querySelector(".push-words").textContent = !able() ? this.dataset.home : denied ? this.dataset.denied : on ? this.dataset.on : "";
  }

  #click = async ({ target }) => {
    const what = target.closest("button")?.value;
    if (what === "later") {
      localStorage.setItem(LATER, new Date().toISOString());
      this.hidden = true;
    } else if (what) {
      await (what === "on" ? turnOn() : turnOff()).catch(() => toast(this.dataset.failed, "error"));
      this.#show(await isOn());
      document.body.dispatchEvent(new Event("devices"));
    }
  };
}

customElements.define("push-ask", PushAsk);
