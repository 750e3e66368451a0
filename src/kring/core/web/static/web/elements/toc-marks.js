// Marks the line of a table of contents whose part is being read: the last heading above the upper third of the window.
// Everything above that line counts as seen, so that no jump passes over a heading unnoticed.
class TocMarks extends HTMLElement {
  #observer;

  connectedCallback() {
    this.links = new Map([...this.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    this.parts = [...this.links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    this.#observer = new IntersectionObserver(this.#mark, { rootMargin: "999999px 0px -67% 0px" });
    this.parts.forEach((part) => this.#observer.observe(part));
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }

  #mark = () => {
    const line = innerHeight / 3;
    const here = this.parts.filter((part) => part.getBoundingClientRect().top < line).at(-1);
    for (const [id, link] of this.links) {
      if (here && id === here.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    if (here) this.#show(this.links.get(here.id));
  };

  // Scrolls the column, never the page.
  #show(link) {
    const [row, box] = [link.getBoundingClientRect(), this.getBoundingClientRect()];
    if (row.top < box.top || row.bottom > box.bottom) this.scrollTop += row.top - box.top - box.height / 3;
  }
}

customElements.define("toc-marks", TocMarks);
