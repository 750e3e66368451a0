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
      Placeholder.configure({ placeholder: () => area.placeholder }),
      ...box.dataset.parts.split(" ").flatMap((name) => PARTS[name]),
      uploads(host, box), pasting(box), picking(host, box),
    ],
    editorProps: { attributes: labels(area) },
    content: shown(content),
  });
  host.editor = editor;
  keep(host, editor, box, content);
  toolbar(editor, box);
  required(host, editor, box);
  stand(area, editor);
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

// The line end that Markdown puts at the end of a block of code would show as a line.
const shown = (html) => html.replaceAll("\n</code></pre>", "</code></pre>");

function labels(area) {
  const label = area.getAttribute("aria-label") || area.labels[0]?.textContent.trim() || "";
  const names = { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-autocomplete": "list", "aria-haspopup": "listbox" };
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) names[name] = area.getAttribute(name);
  }
  return names;
}

// Whoever goes to the text area (its label, a script, the browser) comes to the editor.
function stand(area, editor) {
  area.parentElement.classList.add("rich-plain");
  area.tabIndex = -1;
  area.setAttribute("aria-hidden", "true");
  area.addEventListener("focus", () => editor.commands.focus());
}

// The text area always holds what is written; what nobody changed stays as it was, to the letter.
function keep(host, editor, box, content) {
  const { area, format } = host;
  const { form } = area;
  let before = written(editor);
  let timer, own, taking;
  const put = () => {
    clearTimeout(timer);
    timer = undefined;
    if (taking) return;
    const now = written(editor);
    area.value = now === before ? content : now;
    format.value = "html";
  };
  const save = () => {
    if (timer === undefined) return;
    const last = area.value;
    put();
    if (area.value === last) return;
    own = true;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    own = false;
  };
  const flush = ({ type, formData }) => {
    save();
    if (type !== "formdata") return;
    formData.set(area.name, area.value);
    formData.set(format.name, format.value);
  };
  // Something else wrote in the text area: a draft that came back, or what fills in forms.
  const take = async ({ type }) => {
    if (own) return;
    if (type === "input") format.value = "";
    taking = true;
    content = await beginning(host, box).finally(() => (taking = false));
    editor.commands.setContent(shown(content), { emitUpdate: false });
    before = written(editor);
    put();
  };
  put();
  editor.on("update", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  area.addEventListener("input", take);
  area.addEventListener("restored", take);
  const moments = [[form, "submit"], [form, "formdata"], [editor.view.dom, "focusout"], [window, "pagehide"], [document, "visibilitychange"]];
  moments.forEach(([place, name]) => place?.addEventListener(name, flush, true));
  editor.on("destroy", () => moments.forEach(([place, name]) => place?.removeEventListener(name, flush, true)));
}

// A hidden field can't be filled in when the browser asks for it: the editor asks in its place.
function required({ area }, editor, box) {
  const asked = area.required && !area.form?.noValidate;
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
