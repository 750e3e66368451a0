// Where a page stands in a tree of lists, and putting it elsewhere. A page is an <li data-page>, its pages are the list in
// its .wiki-below, its button folds that.
export const title = (item) => item.querySelector(":scope > a").textContent.trim();
export const below = (item) => item.querySelector(":scope > .wiki-below");
export const above = (item) => item.parentElement.closest("[data-page]");
export const beside = (item) => [...item.parentElement.children];

// Remembers a place; call what it returns to go back to it.
export function remember(item) {
  const { parentElement: list, nextElementSibling: next } = item;
  return () => (next ? next.before(item) : list.append(item));
}

// The last one under `other`. False where what stands there hasn't been fetched yet.
export function into(other, item) {
  const place = below(other) ?? room(other);
  if (place.hasAttribute("hx-get") && !place.firstElementChild) return false;
  place.hidden = false;
  other.querySelector(":scope > .wiki-fold")?.setAttribute("aria-expanded", "true");
  if (!place.firstElementChild) place.append(list(item));
  place.firstElementChild.append(item);
  return true;
}

// Right after the page that it stands under.
export function out(item) {
  above(item)?.after(item);
}

function room(other) {
  const place = document.createElement("div");
  place.className = "wiki-below";
  other.append(place);
  return place;
}

function list(item) {
  const made = item.parentElement.cloneNode(false);
  made.replaceChildren();
  return made;
}
