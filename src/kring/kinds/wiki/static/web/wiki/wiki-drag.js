// Moving a page by pointer: mouse, pen or thumb on its handle. Over the upper or lower edge of another page it goes before
// or after that one, in between under it.
import { into, remember } from "./wiki-places.js";

const EDGE = 0.3; // of a row's height

export function drag(mover) {
  let held = null;
  let back = null;
  let target = null;
  let how = "";

  function mark(item, name) {
    target?.classList.remove("drop-before", "drop-after", "drop-in");
    [target, how] = [item, name];
    if (item) item.classList.add(`drop-${name}`);
  }

  function start(event) {
    const grip = event.target.closest(".wiki-grip");
    if (!grip || event.button) return;
    event.preventDefault();
    held = grip.closest("[data-page]");
    back = remember(held);
    held.classList.add("held");
    grip.setPointerCapture(event.pointerId);
  }

  function over(event) {
    if (!held) return;
    const row = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-page] > :is(a, button, span)");
    const item = row?.parentElement;
    if (!item || !mover.contains(item) || held.contains(item)) return mark(null, "");
    const box = item.querySelector(":scope > a").getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    mark(item, part < EDGE ? "before" : part > 1 - EDGE ? "after" : "in");
  }

  function end(event) {
    if (!held) return;
    const [item, place] = [held, target];
    const done = place && event.type === "pointerup" && (how === "in" ? into(place, item) : (place[how](item), true));
    item.classList.remove("held");
    mark(null, "");
    held = null;
    if (done) mover.send(item, back);
  }

  mover.addEventListener("pointerdown", start);
  mover.addEventListener("pointermove", over);
  mover.addEventListener("pointerup", end);
  mover.addEventListener("pointercancel", end);
}
