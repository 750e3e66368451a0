// Changes the page without moving what is being read: what has focus, else what stands at the top of the window, stays where
// it is on the screen.
export function steady(change) {
  const anchor = held();
  const root = document.documentElement;
  root.style.overflowAnchor = "none"; // or the browser would correct it as well
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor?.isConnected) window.scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  requestAnimationFrame(() => root.style.removeProperty("overflow-anchor"));
}

function held() {
  const focused = document.activeElement;
  if (focused && focused !== document.body && focused.id !== "main" && visible(focused)) return focused;
  const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 80;
  const found = document.elementFromPoint(innerWidth / 2, top + 8);
  return found?.closest(".comment-main, .card-body > *, .card-head, .card, main > *") ?? found;
}

export function visible(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
