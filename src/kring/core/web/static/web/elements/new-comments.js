// “2 new comments”, where they came in out of sight: a way to the first of them. Screen readers hear a burst as one sentence.
import { visible } from "../live/steady.js";

const PAUSE = 2000;

class NewComments extends HTMLElement {
  #link;
  #unseen = [];
  #elsewhere = 0; // those whose place isn't on this page
  #came = 0;
  #timer = 0;
  #watch = new IntersectionObserver((entries) => {
    const seen = entries.filter((one) => one.isIntersecting).map((one) => one.target);
    this.#unseen = this.#unseen.filter((one) => !seen.includes(one));
    this.#show();
  });

  connectedCallback() {
    this.#link = this.querySelector("a");
    this.#link.addEventListener("click", this.#go);
  }

  // A comment that has come in, or null where this page doesn't show its place.
  add(comment) {
    this.#came++;
    this.#timer ||= setTimeout(() => this.#announce(), PAUSE);
    if (comment && visible(comment)) return;
    if (comment) {
      this.#unseen.push(comment);
      this.#watch.observe(comment);
    } else this.#elsewhere++;
    this.#show();
  }

  #words(number) {
    return number === 1 ? this.dataset.one : this.dataset.many.replace("{n}", number);
  }

  #show() {
    const number = this.#unseen.length + this.#elsewhere;
    this.#link.hidden = !number;
    this.#link.querySelector("span").textContent = this.#words(number);
  }

  #announce() {
    this.querySelector("[role=status]").textContent = this.#words(this.#came);
    this.#came = this.#timer = 0;
  }

  // To the first of them; where none is on this page the link leads to the page that has them.
  #go = (event) => {
    const first = this.#unseen.find((one) => one.isConnected);
    if (!first) return;
    event.preventDefault();
    first.scrollIntoView({ block: "center" });
    first.querySelector("a")?.focus({ preventScroll: true });
  };
}

customElements.define("new-comments", NewComments);
