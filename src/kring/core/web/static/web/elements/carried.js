// One file in a form: on its way, there, failed, or taken out again. Its state stands in `data-state`.
export function coming(template, name) {
  const row = template.content.firstElementChild.cloneNode(true);
  row.dataset.state = "coming";
  row.querySelector(".carried-name").textContent = name;
  return row;
}

// `made` is the server's answer. Returns what there is to say.
export function arrived(row, made) {
  const [number, caption, image] = ["[name=files]", ".carried-caption", "img"].map((part) => row.querySelector(part));
  row.dataset.state = "there";
  row.querySelector(".carried-name").textContent = made.name;
  row.querySelector(".carried-words").textContent = made.notice;
  number.value = made.id;
  number.disabled = false;
  if (made.is_image) {
    image.src = `${made.url}?size=small`;
    caption.name = `caption-${made.id}`;
    caption.disabled = false;
  }
  return made.notice || made.name;
}

export function failed(row, sentence) {
  row.dataset.state = "failed";
  row.querySelector(".carried-words").textContent = sentence;
  return sentence;
}

// In or out of the form, as the button says; one that failed goes for good. True where anything changed.
export function put(button) {
  const row = button?.closest(".carried-file");
  const there = button?.matches(".carried-undo");
  if (!row) return false;
  if (row.dataset.state !== "there" && !there) row.remove();
  row.dataset.state = there ? "there" : "gone";
  for (const field of row.querySelectorAll("[name=files], .carried-caption[name^=caption-]")) field.disabled = !there;
  row.querySelector(there ? ".carried-remove" : ".carried-undo").focus();
  return true;
}
