// What this person searched for on this device: it stays in the browser, and the server never hears of it.
const MOST = 6;
const name = () => `kring:searched:${document.body.dataset.person}`;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(name())) ?? [];
  } catch {
    return [];
  }
}

export function remember(words) {
  if (!words) return;
  const others = kept().filter((one) => one.toLowerCase() !== words.toLowerCase());
  localStorage.setItem(name(), JSON.stringify([words, ...others].slice(0, MOST)));
}

class RecentSearches extends HTMLElement {
  connectedCallback() {
    const all = kept();
    this.hidden = !all.length;
    this.querySelector("ul").replaceChildren(...all.map((words) => this.#line(words)));
    this.querySelector("button").addEventListener("click", () => {
      localStorage.removeItem(name());
      this.hidden = true;
      document.getElementById("search-field")?.focus();
    });
  }

  #line(words) {
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const link = line.querySelector("a");
    link.textContent = words;
    link.href += encodeURIComponent(words);
    return line;
  }
}

customElements.define("recent-searches", RecentSearches);
