// Comments that others write, change or take away, on the pages that show them: fetched as the reader of the page, some at a
// time, and put in without moving what is being read. What one does oneself the page shows already.
import { on } from "../live.js";
import { cameIn } from "./attended.js";
import { steady } from "./steady.js";
import { place } from "./place.js";

const PAUSE = 250; // a burst is fetched at once
const OWN = 2500; // until the answer to one's own comment has come
const waiting = new Map(); // content → ids

function told({ content, comment, mine, spread = 0 }) {
  if (!document.querySelector(`#c-${content} .card-comments`)) return;
  // Where thousands read the same they don't all ask at once.
  setTimeout(() => want(content, comment), (mine ? OWN : PAUSE) + Math.random() * spread * 1000);
}

function want(content, comment) {
  if (waiting.has(content)) return waiting.get(content).add(comment);
  waiting.set(content, new Set([comment]));
  seen().then(() => setTimeout(() => fetchThem(content), PAUSE));
}

// A page in the background asks when somebody looks at it.
function seen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

async function fetchThem(content) {
  const ids = [...waiting.get(content)].slice(-50);
  waiting.delete(content);
  await show(content, `ids=${ids.join(".")}`);
}

async function show(content, query) {
  const card = document.getElementById(`c-${content}`);
  const plain = card?.querySelector(".thread") ? "" : "&plain=1";
  const answer = await fetch(`/c/${content}/comments/these/?${query}${plain}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected || !card?.isConnected) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const came = found.querySelectorAll("template[data-comment]");
  steady(() => came.forEach((one) => place(card, one)));
  if (came.length) cameIn(card);
}

// What was missed while this page was away: everything after the last comment that it shows.
function refresh() {
  for (const thread of document.querySelectorAll(".thread")) {
    const ids = [...thread.querySelectorAll(".comment")].map((one) => Number(one.id.slice(8)));
    show(thread.closest(".card").id.slice(2), `after=${Math.max(0, ...ids)}`);
  }
}

for (const what of ["posted", "edited", "deleted", "restored"]) on(`comments.${what}`, told);
on("catch-up", refresh);
