// What keys do with the cards of a stream or the rows of a list. The one at hand has the focus, or holds what has it.
const ALL = "main :is(article.card, .group-row, .directory-person, .face, .listing-row, .search-hit, .told)";
const all = () => [...document.querySelectorAll(ALL)].filter((one) => one.checkVisibility());
const focused = () => document.activeElement?.closest(ALL);
const current = () => focused() ?? (all().length === 1 ? all()[0] : undefined);
const press = (selector) => current()?.querySelector(selector)?.click();

function step(by) {
  const cards = all();
  const here = cards.indexOf(focused());
  const next = cards[here < 0 ? firstInView(cards) : here + by];
  if (!next) return;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  next.scrollIntoView({ block: next.offsetHeight > innerHeight / 2 ? "start" : "nearest", behavior: calm ? "auto" : "smooth" });
}

// Whoever has scrolled begins where they look.
function firstInView(cards) {
  return Math.max(0, cards.findIndex((card) => card.getBoundingClientRect().bottom > innerHeight / 4));
}

// Whether something may be edited is known to its menu, which is fetched when it opens.
function edit() {
  const card = current();
  const menu = card?.querySelector(".card-menu");
  if (!menu) return;
  const follow = () => card.querySelector('.card-menu a[href$="/edit/"]')?.click();
  if (menu.querySelector('a[href$="/edit/"]')) return follow();
  card.addEventListener("htmx:afterSettle", follow, { once: true });
  menu.open = true;
}

// Where a page is for searching, in its own field.
function search() {
  const field = document.querySelector(".search-form [type=search]");
  field?.select();
  if (!field) document.dispatchEvent(new CustomEvent("palette"));
}

export const doing = {
  next: () => step(1),
  previous: () => step(-1),
  open: () => press(".card-title a, .card-where a[href^='/c/'], .person-name, .group-name, .told-line a, h3 a, h2 a"),
  like: () => press(".like"),
  comment: () => press(".social[href*='/c/'], .social[href^='#']"),
  edit,
  search,
};
