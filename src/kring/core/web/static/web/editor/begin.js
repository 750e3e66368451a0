// Puts the editor in the place of a text area, which keeps what is written: forms and drafts read it there.
import { Document, Dropcursor, Editor, Gapcursor, Placeholder, Text, TrailingNode, UndoRedo } from "../../django_prose_editor/editor.js";
import { PARTS } from "./parts.js";
import { written } from "./written.js";
import { fromMarkdown, pasting } from "./paste.js";
import { picking } from "./picker.js";
import { toolbar } from "./toolbar.js";
import { complain, uploads } from "./uploads.js";

const PAUSE = 200;

export async function begin(host, markup) {
  const { area, format } = host;
  const box = document.createRange().createContextualFragment(markup).querySelector(".rich");
  if (host.hasAttribute("light")) box.querySelectorAll("[data-full]").forEach((tool) => tool.remove());
  await styled(box.dataset.css);
  const content = await beginning(host, box);
  const typing = host.contains(document.activeElement);

  host.append(box);
  const editor = new Editor({
    element: box.querySelector(".rich-text"),
    injectCSS: false,
    extensions: [
      Document, Text, UndoRedo, Gapcursor, TrailingNode, Dropcursor.configure({ color: false, class: "rich-drop" }),
      Placeholder.configure({ placeholder: area.placeholder }),
      ...box.dataset.parts.split(" ").flatMap((name) => PARTS[name]),
      uploads(host, box), pasting(box), picking(host, box),
    ],
    editorProps: { attributes: labels(area) },
    content,
  });
  host.editor = editor;
  keep(host, editor, content);
  toolbar(editor, box);
  required(host, editor, box);
  area.parentElement.hidden = true;
  if (typing) editor.commands.focus("end");
}

async function styled(href) {
  if (document.querySelector(`link[href="${CSS.escape(href)}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  await new Promise((resolve, reject) => {
    Object.assign(link, { onload: resolve, onerror: reject });
    document.head.append(link);
  });
}

// The HTML to begin with. Somebody may type on while it is asked for: then it is asked for again.
async function beginning(host, box) {
  const { area, format } = host;
  for (;;) {
    const typed = area.value;
    if (format.value === "html") return typed;
    if (typed === area.defaultValue && host.hasAttribute("source")) return host.getAttribute("source");
    const html = await fromMarkdown(typed, box);
    if (area.value === typed) return html;
  }
}

function labels(area) {
  const label = area.getAttribute("aria-label") || area.labels[0]?.textContent.trim() || "";
  const names = { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-autocomplete": "list", "aria-haspopup": "listbox" };
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) names[name] = area.getAttribute(name);
  }
  return names;
}

// The text area always holds what is written; what nobody changed stays as it was, to the letter.
function keep({ area, format }, editor, content) {
  const before = written(editor);
  const form = area.form;
  let timer;
  const put = () => {
    clearTimeout(timer);
    timer = undefined;
    const now = written(editor);
    area.value = now === before ? content : now;
  };
  const save = () => {
    if (timer === undefined) return;
    put();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  format.value = "html";
  put();
  editor.on("update", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  const moments = [[form, "submit"], [form, "formdata"], [editor.view.dom, "focusout"], [window, "pagehide"], [document, "visibilitychange"]];
  const flush = ({ type, formData }) => {
    if (type === "formdata") {
      put();
      formData.set(area.name, area.value);
    } else save();
  };
  moments.forEach(([place, name]) => place?.addEventListener(name, flush, true));
  area.addEventListener("restored", () => editor.commands.setContent(area.value));
  form?.addEventListener("reset", () => editor.commands.clearContent(true));
  for (const label of area.labels) label.addEventListener("click", () => editor.commands.focus());
  editor.on("destroy", () => moments.forEach(([place, name]) => place?.removeEventListener(name, flush, true)));
}

// A hidden field can't be filled in when the browser asks for it: the editor asks in its place.
function required({ area }, editor, box) {
  const asked = area.required;
  area.required = false;
  const check = (event) => {
    if (box.uploading) complain(box, box.dataset.busy);
    else if (!asked || area.value.trim()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    editor.commands.focus();
  };
  area.form?.addEventListener("submit", check, true);
  editor.on("destroy", () => area.form?.removeEventListener("submit", check, true));
}
