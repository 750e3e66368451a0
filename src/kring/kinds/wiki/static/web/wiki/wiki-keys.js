// Moving a page by keyboard: Enter on its handle takes hold, arrows move it, Enter lets go, Escape puts it back. Each step
// is announced; what it was under and after is sent when it is let go.
import { into, out, remember, title } from "./wiki-places.js";

export function keys(mover) {
  let held = null;
  let back = null;

  const steps = {
    ArrowUp: (item) => item.previousElementSibling?.before(item),
    ArrowDown: (item) => item.nextElementSibling?.after(item),
    ArrowRight: (item) => item.previousElementSibling && into(item.previousElementSibling, item),
    ArrowLeft: (item) => out(item),
  };

  function take(item) {
    [held, back] = [item, remember(item)];
    item.classList.add("held");
    mover.say(mover.dataset.held.replace("~t", title(item)));
  }

  function letGo() {
    const item = held;
    item.classList.remove("held");
    held = null;
    return item;
  }

  function press(event) {
    const grip = event.target.closest(".wiki-grip");
    if (!grip) return;
    if (event.key === "Enter" || event.key === " ") {
      if (held) mover.send(letGo(), back);
      else take(grip.closest("[data-page]"));
    } else if (held && event.key === "Escape") {
      letGo();
      back();
      mover.say(mover.dataset.back);
    } else if (held && steps[event.key]) {
      steps[event.key](held);
      mover.say(mover.where(held));
    } else return;
    event.preventDefault();
    event.stopPropagation();
    grip.focus();
    grip.scrollIntoView({ block: "nearest" });
  }

  mover.addEventListener("keydown", press);
  mover.addEventListener("focusout", (event) => {
    // Moving a row in the document takes the focus from it for a moment; walking away lets go where it was.
    if (held && event.relatedTarget && !held.contains(event.relatedTarget)) letGo() && back();
  });
}
