// Puts messages that came as markup into the conversation: new ones at the end, others in their own place. Who was reading further up
// stays there.
export function put(talk, html, mine = false) {
  const found = new DOMParser().parseFromString(html, "text/html");
  const list = talk.querySelector("#said");
  const scroll = talk.querySelector(".talk-scroll");
  const atEnd = mine || Math.abs(scroll.scrollTop) < 80; // it is a column from the bottom up
  for (const one of [...found.querySelectorAll("ol > li")]) {
    const there = one.id && document.getElementById(one.id);
    if (one.dataset.day && list.querySelector(`[data-day="${one.dataset.day}"]`)) continue;
    if (there) there.replaceWith(one);
    else if (!one.id || Number(one.dataset.id) > last(list)) list.append(one);
    if (one.isConnected) window.htmx?.process(one);
  }
  const seen = found.getElementById("seen");
  if (seen) document.getElementById("seen").replaceWith(seen);
  if (atEnd) scroll.scrollTop = 0;
}

function last(list) {
  return Number([...list.querySelectorAll("[data-id]")].at(-1)?.dataset.id ?? 0);
}
