// Kring as an app of this device: registers the service worker (where the browser has one: https, or this machine) and tells it whose
// browser this is, so that nobody's pages are kept for somebody else. What was read elsewhere goes from the screen.
import { clear, stayOn } from "../pocket/waking.js";

const root = document.documentElement;

async function begin() {
  const here = navigator.serviceWorker.controller ? null : location.pathname + location.search;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: root.dataset.keep, language: root.lang, here });
  if (!root.dataset.visit || root.dataset.kept) return;
  await stayOn();
  await clear();
}

if ("serviceWorker" in navigator && root.dataset.keep && !root.dataset.kept) {
  begin().catch(() => {}); // then it is a web page as any
  document.addEventListener("notifications", () => clear().catch(() => {}));
}
