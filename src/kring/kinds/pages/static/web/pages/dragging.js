// Lets the things (`item`) of a list be dragged by their grip; `done` is called with the one that was dropped.
export function dragging(list, item, grip, done) {
  let dragged = null;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(grip)?.closest(item) ?? null;
    dragged?.classList.add("is-dragged");
    if (dragged) event.dataTransfer.setData("text/plain", "");
  });
  list.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest(item);
    if (!over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    const before = event.clientY < top + height / 2;
    if (over !== dragged) before ? over.before(dragged) : over.after(dragged);
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    if (dragged) done(dragged);
    dragged = null;
  });
}
