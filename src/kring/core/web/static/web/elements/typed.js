// What <keep-typed> keeps in this browser, per person; what has arrived is forgotten as soon as a page shows so.
export let store = { getItem: () => null, setItem() {}, removeItem() {} };
try {
  store = window.localStorage;
} catch {
  // Some browsers keep nothing at all: then neither does this.
}
export const PREFIX = `kring:typed:${document.body.dataset.person}:`;
export const read = (name) => JSON.parse(store.getItem(name) || "null");
const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
export const longest = (texts) => texts.reduce((found, text) => (text.length > found.length ? text : found), "");

// What was sent has arrived when the page brings good news, or shows the words.
function arrived({ values }) {
  if (document.querySelector('.notice[data-level="success"]')) return true;
  const words = letters(longest(longest(Object.values(values)).split(/[[`\n]|https?:/))).slice(0, 60);
  const shown = [...document.querySelectorAll("main :is(.prose, h1, h2)")].map((part) => part.textContent).join("");
  return words && letters(shown).includes(words);
}

for (const name of Object.keys(store).filter((name) => name.startsWith(PREFIX))) {
  const kept = read(name);
  if (kept.sent && arrived(kept)) store.removeItem(name);
}
