// Numbers of reactions and comments, wherever they stand on the page. Messages carry them, so that a like elsewhere costs no
// request; after a long absence they are asked for.
import { on } from "../live.js";

function write({ content, comment, comments, reactions, on_comment: here }) {
  if (comments === undefined) return;
  put(`[id="react-${content}"] .social-count`, reactions);
  put(`.social[href="/c/${content}/#say-${content}"] .social-count`, comments);
  if (comment && here !== undefined) put(`[id="react-${content}-${comment}"] .social-count`, here);
  for (const words of document.querySelectorAll(`[data-comments-of="${content}"]`)) {
    words.textContent = comments === 1 ? words.dataset.one : words.dataset.many.replace("{n}", comments);
  }
}

function put(where, number) {
  for (const place of document.querySelectorAll(where)) place.textContent = number || "";
}

async function refresh() {
  const items = [...document.querySelectorAll(".card[id^='c-']")].map((card) => card.id.slice(2)).slice(0, 100);
  if (!items.length) return;
  const answer = await fetch(`/counts/?items=${items.join(".")}`);
  if (answer.ok) (await answer.json()).counts.forEach(write);
}

on("*", write);
on("catch-up", refresh);
