// Calls `add` with the files that are dropped anywhere on `form`, or pasted into it, unless somebody nearer took them
// (the editor does with pictures in its text). `over` hears whether something hangs above it.
export function dropped(form, add, over) {
  form.addEventListener("paste", (event) => {
    if (event.defaultPrevented || !event.clipboardData?.files.length) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  const drag = (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    over(event.type === "dragover");
    if (event.type === "drop") add(event.dataTransfer.files);
  };
  for (const name of ["dragover", "dragleave", "drop"]) form.addEventListener(name, drag);
}
