// What is written, as HTML: only what says something, and the same as Markdown would make of it.
import { pm } from "../../django_prose_editor/editor.js";

const URL = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g;
const SAYS = "img, hr, table";

export function written({ schema, state }) {
  const page = document.implementation.createHTMLDocument("");
  const root = page.createElement("div");
  root.append(pm.model.DOMSerializer.fromSchema(schema).serializeFragment(state.doc.content, { document: page }));
  root.querySelectorAll("p").forEach((part) => empty(part) && !only(part) && part.remove());
  root.querySelectorAll("li > p, td > p, th > p, dd > p").forEach(unwrap);
  root.querySelectorAll("table").forEach(head);
  link(root, page);
  return root.textContent.trim() || root.querySelector(SAYS) ? root.innerHTML : "";
}

const only = (part) => part.parentElement.childElementCount === 1 && part.parentElement.matches("li, td, th, dd, blockquote");

// A single paragraph in an item or cell, before lists at most, needs no tag of its own.
function unwrap(part) {
  const others = [...part.parentElement.children].filter((other) => other !== part);
  if (part.previousElementSibling || others.some((other) => !other.matches("ul, ol"))) return;
  part.replaceWith(...part.childNodes);
}

// A first row of headers is the table's head; a header that says nothing is none.
function head(table) {
  const first = table.querySelector("tr");
  const headers = [...table.querySelectorAll("th")];
  const isHead = first && table.tBodies[0] && first.querySelector("th") && [...first.cells].every((cell) => cell.tagName === "TH" || empty(cell));
  for (const cell of headers.filter(empty)) {
    const plain = table.ownerDocument.createElement("td");
    for (const { name, value } of cell.attributes) plain.setAttribute(name, value);
    cell.replaceWith(plain);
  }
  if (!isHead) return;
  table.createTHead().append(first);
  if (!table.tBodies[0].rows.length) table.tBodies[0].remove();
}

const empty = (cell) => !cell.textContent.trim() && !cell.querySelector("img");

// Addresses that were typed become links.
function link(root, page) {
  const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (walker.currentNode.data.includes("://") && !walker.currentNode.parentElement.closest("a, code, pre")) found.push(walker.currentNode);
  }
  for (const text of found) {
    for (const match of [...text.data.matchAll(URL)].reverse()) {
      const rest = text.splitText(match.index);
      rest.splitText(match[0].length);
      const anchor = page.createElement("a");
      anchor.setAttribute("href", match[0]);
      rest.replaceWith(anchor);
      anchor.append(rest);
    }
  }
}
