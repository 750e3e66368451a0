// A dot on the faces of people who are here now.
import { on } from "../live.js";

const here = new Set();

function mark() {
  for (const face of document.querySelectorAll("[data-who]")) {
    const is = here.has(Number(face.dataset.who));
    face.toggleAttribute("data-here", is);
    face.title = is ? document.body.dataset.here : "";
  }
}

on("here", ({ all, came, went }) => {
  if (all) here.clear();
  for (const person of went) here.delete(person);
  for (const person of came) here.add(person);
  mark();
});
document.addEventListener("htmx:afterSettle", mark);
