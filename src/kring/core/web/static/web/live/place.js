// Puts a comment that has come (a template with `data-comment`, `data-parent`, `data-gone`) into the thread of its card.
import { visible } from "./steady.js";

export function place(card, made) {
  const { comment, parent, gone } = made.dataset;
  const fresh = made.content.firstElementChild;
  const there = document.getElementById(`comment-${comment}`);
  if (there) return gone === "whole" && !hasFocus(there) ? there.remove() : renew(there, fresh);
  if (gone || !fresh) return;
  const list = listFor(card, parent);
  if (list) {
    fresh.classList.add("is-new");
    list.append(fresh);
    window.htmx?.process(fresh);
  }
  card.querySelector("new-comments")?.add(list ? fresh : null);
}

// Where it belongs: under the comment that it answers, or at the end, if the end is on this page.
function listFor(card, parent) {
  const comments = card.querySelector(".card-comments");
  const thread = comments.classList.contains("thread");
  if (thread && parent) return repliesOf(document.getElementById(`comment-${parent}`));
  if (thread) return comments.dataset.end === undefined ? null : comments.querySelector(".comments");
  return comments.querySelector(".comments") ?? begun(comments);
}

function begun(comments) {
  const list = Object.assign(document.createElement("ol"), { className: "comments" });
  list.setAttribute("role", "list");
  comments.prepend(list);
  return list;
}

function repliesOf(comment) {
  const main = comment?.querySelector(":scope > .comment-main");
  if (!main) return null;
  const there = main.querySelector(":scope > .comment-replies");
  if (there) return there;
  const list = Object.assign(document.createElement("ol"), { className: "comment-replies" });
  list.setAttribute("role", "list");
  main.append(list);
  return list;
}

// What it says changes; answers to it, an answer that is being written and a bar that has focus stay as they are.
function renew(there, fresh) {
  const [main, other] = [there, fresh].map((one) => one.querySelector(":scope > .comment-main"));
  const bar = main.querySelector(":scope > .comment-bar");
  const stays = (part) => part.matches(".comment-replies, .comment-answer") || (part === bar && hasFocus(bar));
  const kept = bar && hasFocus(bar);
  there.className = fresh.className;
  there.firstElementChild.replaceWith(fresh.firstElementChild);
  for (const part of [...main.children]) if (!stays(part)) part.remove();
  const parts = [...other.children].filter((part) => !part.matches(".comment-replies") && !(kept && part.matches(".comment-bar")));
  main.prepend(...parts);
  window.htmx?.process(there);
}

function hasFocus(element) {
  return element.contains(document.activeElement) && visible(element);
}
