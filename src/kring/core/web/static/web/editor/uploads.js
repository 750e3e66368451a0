// Pictures and files that are pasted, dropped or chosen: a bar stands where each will be until it has arrived.
import { Extension, pm } from "../../django_prose_editor/editor.js";
import { sendFile } from "./asking.js";

const { Plugin, PluginKey } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const places = new PluginKey("uploads");

export const uploads = (host, box) =>
  Extension.create({
    name: "uploads",
    addProseMirrorPlugins() {
      const put = (files, at) => files.reduce((before, file) => before.then((here) => upload(this.editor, box, file, here)), Promise.resolve(at));
      const chosen = box.querySelector("input[type=file]");
      chosen.addEventListener("change", (event) => {
        event.stopPropagation();
        put([...chosen.files], this.editor.state.selection.to);
        chosen.value = "";
      });
      const handlePaste = (view, { clipboardData }) => {
        const files = [...clipboardData.files];
        const words = clipboardData.getData("text/plain").trim(); // Word and Excel bring a picture of their words along
        if (!files.length || words) return false;
        put(files, view.state.selection.to);
        return true;
      };
      const handleDrop = (view, event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (!files.length) return false;
        event.preventDefault();
        put(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.to);
        return true;
      };
      const apply = (tr, old) => {
        const { add, remove } = tr.getMeta(places) ?? {};
        const set = old.map(tr.mapping, tr.doc);
        if (add) return set.add(tr.doc, [Decoration.widget(add.at, add.bar, { id: add.bar })]);
        return remove ? set.remove(set.find(null, null, ({ id }) => id === remove)) : set;
      };
      const state = { init: () => DecorationSet.empty, apply };
      const decorations = (state) => places.getState(state);
      return [new Plugin({ key: places, state, props: { decorations, handlePaste, handleDrop } })];
    },
  });

async function upload(editor, box, file, at) {
  const bar = Object.assign(document.createElement("progress"), { className: "rich-progress", max: 1, value: 0 });
  const sentence = box.dataset.sending.replace("{name}", file.name);
  bar.setAttribute("aria-label", sentence);
  box.querySelector("[role=status]").textContent = sentence;
  const change = (meta) => editor.view.dispatch(editor.state.tr.setMeta(places, meta).setMeta("addToHistory", false));
  change({ add: { at: Math.min(at, editor.state.doc.content.size), bar } });
  box.uploading = (box.uploading ?? 0) + 1;
  complain(box, "");
  let problem = "";
  const arrived = await sendFile(file, (part) => (bar.value = part)).catch((sentence) => {
    problem = sentence || box.dataset.failed;
  });
  box.uploading -= 1;
  if (editor.isDestroyed) return at;
  const [place] = places.getState(editor.state).find(null, null, ({ id }) => id === bar);
  change({ remove: bar });
  if (arrived && place) editor.chain().insertContentAt(place.from, shown(arrived)).focus().run();
  complain(box, problem);
  return arrived && place ? editor.state.selection.to : at;
}

const shown = ({ url, name, is_image: isImage, width, height }) =>
  isImage
    ? [{ type: "paragraph", content: [{ type: "image", attrs: { src: url, alt: "", width, height } }] }, { type: "paragraph" }]
    : [{ type: "text", text: name, marks: [{ type: "link", attrs: { href: url } }] }, { type: "text", text: " " }];

export function complain(box, sentence) {
  const place = box.querySelector("[role=alert]");
  place.textContent = sentence;
  place.hidden = !sentence;
}
