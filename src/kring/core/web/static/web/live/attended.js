// What comes in on an item's page while somebody is at it counts as read there, as if they had opened it again: at the next
// sign of them (a key, a pointer, a scroll) once nothing new is out of sight. A page that was left open reads nothing.
import { on } from "../live.js";

const SETTLES = 1500; // the notification is made a little after the comment has come
const LATELY = 60_000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "scroll"];
let card;
let came = 0;
let timer = 0;

export function cameIn(there) {
  if (!there.querySelector(".thread")) return;
  card = there;
  came = Date.now();
  wait();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => SIGNS.forEach((sign) => addEventListener(sign, present, { capture: true, passive: true })), SETTLES);
}

async function present() {
  const unseen = card.querySelector("new-comments a:not([hidden])");
  if (document.hidden || unseen || !card.isConnected) return;
  SIGNS.forEach((sign) => removeEventListener(sign, present, { capture: true }));
  const headers = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
  await fetch(`/c/${card.id.slice(2)}/read/`, { method: "POST", headers }).catch(() => {});
}

on("notifications", ({ unread }) => unread && Date.now() - came < LATELY && wait());
