// The pages that can be read now, without a connection: those that this device has kept for its person, newest first.
class KeptPages extends HTMLElement {
  async connectedCallback() {
    if (!window.caches) return;
    const [name] = (await caches.keys()).filter((cache) => cache.startsWith("kring-pages-"));
    const cache = name && (await caches.open(name));
    const requests = cache ? (await cache.keys()).reverse() : [];
    const list = this.querySelector("ul");
    for (const request of requests.slice(0, 30)) list.append(await this.#line(cache, request));
    this.hidden = !list.children.length;
  }

  async #line(cache, request) {
    const answer = await cache.match(request, { ignoreVary: true });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const moment = Number(answer.headers.get("X-Kept-At"));
    line.querySelector("a").href = request.url;
    line.querySelector("a").textContent = page.querySelector("main h1")?.textContent.trim() || page.title.split(" · ")[0];
    line.querySelector("small").textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }).format(moment);
    return line;
  }
}

customElements.define("kept-pages", KeptPages);
