// The files of a form: chosen, dropped anywhere on the form, or pasted; each is sent at once and shown with its progress.
// Removing is undone with one click. A form that is sent while a file is on its way waits for it.
import { arrived, coming, failed, put } from "./carried.js";
import { dropped } from "./dropped.js";
import { upload } from "./upload.js";

class FileDrop extends HTMLElement {
  #jobs = new Set();

  connectedCallback() {
    const form = this.closest("form");
    this.addEventListener("change", this.#chosen);
    this.addEventListener("click", ({ target }) => put(target.closest(".carried-file button")) && this.#changed());
    if (!form) return;
    form.addEventListener("submit", this.#wait, { capture: true });
    dropped(form, (files) => this.#add(files), (over) => this.toggleAttribute("data-over", over));
  }

  #chosen = ({ target }) => {
    if (target.type !== "file") return;
    this.#add(target.files);
    target.value = ""; // they are on their way: the form needn't bring them too
  };

  #wait = async (event) => {
    if (!this.#jobs.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#say(document.getElementById("carried").dataset.busy);
    await Promise.allSettled(this.#jobs);
    if (!this.querySelector("[data-state=failed]")) event.target.requestSubmit(event.submitter);
  };

  #add(files) {
    for (const job of [...files].map((file) => this.#send(file))) {
      this.#jobs.add(job);
      job.finally(() => this.#jobs.delete(job));
    }
  }

  async #send(file) {
    const row = coming(document.getElementById("carried"), file.name);
    this.querySelector(".carried").append(row);
    const token = this.closest("form").elements.csrfmiddlewaretoken.value;
    const { most, large } = document.getElementById("carried").dataset;
    try {
      if (file.size > most) throw { error: large };
      this.#say(arrived(row, await upload(file, this.dataset.url, token, row.querySelector("progress"))));
      this.#changed();
    } catch ({ error }) {
      this.#say(failed(row, error || document.getElementById("carried").dataset.failed));
    }
  }

  #changed = () => this.dispatchEvent(new Event("input", { bubbles: true })); // so that a draft is kept
  #say = (text) => (this.querySelector("[role=status]").textContent = text);
}

customElements.define("file-drop", FileDrop);
