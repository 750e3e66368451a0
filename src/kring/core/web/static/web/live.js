// What happens elsewhere, told to open pages. `on("content.new", listener)` calls the listener with each message of that type
// and returns a function that ends it; "*" hears all. All tabs of a browser share one connection; the type "catch-up" says that more was
// missed than could be told: what is counted should be asked for again.
import { Tabs } from "./live/tabs.js";

const listeners = new Map();
let tabs;

export function on(type, listener) {
  if (!listeners.has(type)) listeners.set(type, new Set());
  listeners.get(type).add(listener);
  begin();
  return () => listeners.get(type).delete(listener);
}

// The items and people that stand on this page: what it is told about, apart from what is new in its reader's groups.
function shown() {
  const items = [...document.querySelectorAll(".card[id^='c-']")].map((card) => Number(card.id.slice(2)));
  const people = [...document.querySelectorAll("[data-who]")].map((face) => Number(face.dataset.who));
  return { items: [...new Set(items)].slice(-150), people: [...new Set(people)].slice(-150) };
}

function tell(message) {
  if (message.type === "hello") document.body.dataset.listening = "";
  for (const listener of [...(listeners.get(message.type) ?? []), ...(listeners.get("*") ?? [])]) {
    try {
      listener(message);
    } catch (error) {
      reportError(error);
    }
  }
}

function begin() {
  const { live, person } = document.body.dataset;
  if (tabs || !live) return;
  tabs = new Tabs(live, person, tell);
  queueMicrotask(() => tabs.open(shown()));
  window.addEventListener("pagehide", () => tabs.close());
  window.addEventListener("pageshow", (event) => event.persisted && tabs.open(shown()));
  document.addEventListener("htmx:afterSettle", () => tabs.watch(shown()));
}
