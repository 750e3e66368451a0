// The files of a block: what is chosen is sent at once, and stands in the list when it has arrived.
import { upload } from "../elements/upload.js";

class BlockFiles extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", this.#chosen);
  }

  #chosen = async ({ target }) => {
    if (target.type === "checkbox") return target.closest("li").toggleAttribute("data-out", target.checked);
    if (target.type !== "file") return;
    const files = [...target.files];
    target.value = ""; // they are on their way: the form mustn't bring them again
    for (const file of files) await this.#send(file, target);
  };

  async #send(file, input) {
    const status = this.querySelector("[role=status]");
    status.textContent = `${file.name}…`;
    const token = this.closest("form").elements.csrfmiddlewaretoken.value;
    try {
      this.#show(await upload(file, this.getAttribute("to"), token));
      status.textContent = "";
    } catch ({ error }) {
      status.textContent = error || this.dataset.failed;
    }
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #show({ id, url, name, is_image }) {
    const list = this.querySelector("ul");
    const line = this.querySelector("template").content.cloneNode(true).querySelector("li");
    for (const field of line.querySelectorAll("input")) field.value = id;
    line.querySelector(".block-file-name").textContent = name;
    const picture = line.querySelector("img");
    picture.hidden = !is_image;
    if (is_image) picture.src = `${url}?size=small`;
    if (this.hasAttribute("single")) list.replaceChildren(line);
    else list.append(line);
  }
}

customElements.define("block-files", BlockFiles);
