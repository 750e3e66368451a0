// A text area that becomes a rich editor as soon as somebody goes to write in it. What it is made of is loaded then, and
// not before; where that fails the text area stays, and takes Markdown. `source`: the HTML that is edited.
class RichText extends HTMLElement {
  #starting;

  connectedCallback() {
    this.addEventListener("focusin", this.start);
    this.area.addEventListener("restored", this.start); // <draft-keeper> has put back what was typed
    if (this.hasAttribute("source") || this.format.value === "html") this.start();
  }

  disconnectedCallback() {
    this.editor?.destroy();
  }

  get area() {
    return this.querySelector("textarea");
  }

  // Says how the text area's value is to be read: "html", or nothing for Markdown.
  get format() {
    return this.querySelector("input[name$=_format]");
  }

  start = () => {
    this.#starting ??= this.#load().catch((problem) => {
      console.warn("The editor could not be loaded:", problem);
      this.#starting = undefined;
    });
    return this.#starting;
  };

  async #load() {
    const [{ begin }, answer] = await Promise.all([import("../editor/begin.js"), fetch(this.getAttribute("tools"))]);
    if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
    await begin(this, await answer.text());
  }
}

customElements.define("rich-text", RichText);
