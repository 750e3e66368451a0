// Which pictures stand together: those of one article or comment, else those of the page.
const NEAR = "article, .comment";
const MORE = 6;

export function beside(link) {
  const near = link.closest(NEAR);
  return [...(near ?? document).querySelectorAll("a[data-photo]")].filter((other) => other.closest(NEAR) === near);
}

// Where a list is longer than what is on the page (`data-total`), its link to more is followed in time.
export function place(link) {
  const links = beside(link);
  const here = links.indexOf(link) + 1;
  if (here + MORE > links.length) (link.closest(NEAR) ?? document).querySelector("[data-photos-more]")?.click();
  return `${here} / ${link.closest("[data-total]")?.dataset.total ?? links.length}`;
}
