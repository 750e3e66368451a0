// A part of a page that follows what happens. When something whose type begins with `data-types` is told of `data-content`, `data-src` is
// fetched as the reader, and each [data-part] in it takes the place of the one here: where it has a data-state only if that has
// changed, and never while somebody is busy with it. Without script the page shows it when it is opened.
import { on } from "../live.js";
import { steady } from "../live/steady.js";

const PAUSE = 300; // a burst is fetched at once

class LivePart extends HTMLElement {
  #off;
  #timer;

  connectedCallback() {
    this.#off = on("*", this.#told);
  }

  disconnectedCallback() {
    this.#off();
    clearTimeout(this.#timer);
  }

  #told = ({ type, content, spread = 0 }) => {
    const ours = String(content) === this.dataset.content && type.startsWith(this.dataset.types);
    if (this.#timer || !(ours || type === "catch-up")) return;
    this.#timer = setTimeout(this.#fetch, PAUSE + Math.random() * spread * 1000);
  };

  #fetch = async () => {
    if (document.hidden) return document.addEventListener("visibilitychange", this.#fetch, { once: true });
    this.#timer = undefined;
    const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
    const answer = await fetch(this.dataset.src, { headers });
    if (!answer.ok || answer.redirected || !this.isConnected) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    steady(() => found.querySelectorAll("[data-part]").forEach(this.#put));
  };

  #put = (part) => {
    const here = this.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!here || busy(here) || (part.dataset.state && part.dataset.state === here.dataset.state)) return;
    const [open, focus] = [here.querySelector("details")?.open, here.querySelector("summary:focus")];
    here.replaceWith(part);
    if (open && part.querySelector("details")) part.querySelector("details").open = true;
    if (focus) part.querySelector("summary")?.focus();
    globalThis.htmx?.process(part);
  };
}

// Somebody types, or has chosen something that isn't sent yet.
function busy(part) {
  const fields = [...part.querySelectorAll("input:not([type=hidden]), textarea, select")];
  return fields.some((field) => field === document.activeElement || changed(field));
}

function changed(field) {
  if (field.matches("select")) return [...field.options].some((one) => one.value && one.selected !== one.defaultSelected);
  return field.checked !== field.defaultChecked || (field.matches("textarea, [type=text]") && field.value !== field.defaultValue);
}

customElements.define("live-part", LivePart);
