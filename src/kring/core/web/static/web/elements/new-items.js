// Says "3 new posts" when they arrive, and leaves what is being read where it is. Messages "content.new" carry the ids of
// content and group; one that is on the page already (my own) doesn't count, nor does one of another group than `data-group`. Without `src` it stays silent.
class NewItems extends HTMLElement {
  #source;
  #ids = new Set();

  connectedCallback() {
    if (!this.getAttribute("src")) return;
    this.#source = new EventSource(this.getAttribute("src"), { withCredentials: true });
    this.#source.addEventListener("content.new", this.#arrived);
    this.addEventListener("htmx:afterRequest", this.#seen);
    // Browsers allow few connections to one host: a page that is left gives its own back.
    window.addEventListener("pagehide", this.#close);
  }

  disconnectedCallback() {
    window.removeEventListener("pagehide", this.#close);
    this.#close();
  }

  #close = () => this.#source?.close();

  #arrived = ({ data }) => {
    const { content, group } = JSON.parse(data);
    if (this.dataset.group && this.dataset.group !== String(group)) return;
    if (document.getElementById(`c-${content}`)) return;
    this.#ids.add(content);
    const link = this.querySelector("a");
    const words = this.#ids.size === 1 ? this.dataset.one : this.dataset.many.replace("{n}", this.#ids.size);
    link.textContent = words;
    link.hidden = false;
  };

  #seen = ({ detail }) => {
    if (!detail.successful) return;
    this.#ids.clear();
    this.querySelector("a").hidden = true;
  };
}

customElements.define("new-items", NewItems);
