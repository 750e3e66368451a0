// The toolbar: one stop for Tab, arrow keys within it; its buttons say what is on where the cursor stands.
const TOOLS = {
  heading: [(chain) => chain.toggleHeading({ level: 2 }), "heading", { level: 2 }],
  subheading: [(chain) => chain.toggleHeading({ level: 3 }), "heading", { level: 3 }],
  bold: [(chain) => chain.toggleBold(), "bold"],
  italic: [(chain) => chain.toggleItalic(), "italic"],
  strike: [(chain) => chain.toggleStrike(), "strike"],
  code: [(chain) => chain.toggleCode(), "code"],
  bulletList: [(chain) => chain.toggleBulletList(), "bulletList"],
  orderedList: [(chain) => chain.toggleOrderedList(), "orderedList"],
  blockquote: [(chain) => chain.toggleBlockquote(), "blockquote"],
  codeBlock: [(chain) => chain.toggleCodeBlock(), "codeBlock"],
  table: [(chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  rowAfter: [(chain) => chain.addRowAfter()],
  columnAfter: [(chain) => chain.addColumnAfter()],
  deleteRow: [(chain) => chain.deleteRow()],
  deleteColumn: [(chain) => chain.deleteColumn()],
  deleteTable: [(chain) => chain.deleteTable()],
  rule: [(chain) => chain.setHorizontalRule()],
  undo: [(chain) => chain.undo()],
  redo: [(chain) => chain.redo()],
  link: [null, "link"],
  describe: [null],
};
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

export function toolbar(editor, box) {
  const bar = box.querySelector("[role=toolbar]");
  const buttons = [...bar.querySelectorAll("button")];
  const shown = () => buttons.filter((button) => !button.hidden);
  const stop = (button) => buttons.forEach((other) => (other.tabIndex = other === button ? 0 : -1));
  const open = panels(editor, box);
  stop(buttons[0]);

  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // the cursor stays in the text
  bar.addEventListener("click", ({ target }) => {
    const name = target.closest("button")?.dataset.tool;
    if (!name) return;
    if (name === "file") box.querySelector("input[type=file]").click();
    else if (TOOLS[name][0]) TOOLS[name][0](editor.chain().focus()).run();
    else open(name);
  });
  bar.addEventListener("focusin", ({ target }) => stop(target));
  bar.addEventListener("keydown", (event) => {
    const all = shown();
    const here = all.indexOf(document.activeElement);
    const next = event.key === "Home" ? all[0] : event.key === "End" ? all.at(-1) : STEPS[event.key] && all[(here + STEPS[event.key] + all.length) % all.length];
    if (next) {
      event.preventDefault();
      next.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      editor.commands.focus();
    }
  });
  editor.view.dom.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (event.altKey && event.key === "F10") buttons.find((button) => button.tabIndex === 0).focus();
    else if (command && event.key === "k") open("link");
    else if (command && event.key === "Enter") box.closest("form")?.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  const show = () => {
    for (const button of buttons) {
      const [, name, attributes] = TOOLS[button.dataset.tool] ?? [];
      if (name) button.setAttribute("aria-pressed", editor.isActive(name, attributes));
      if (button.dataset.when) button.hidden = !editor.isActive(button.dataset.when);
    }
    const at = buttons.find((button) => button.tabIndex === 0);
    if (at.hidden) stop(buttons[0]);
  };
  editor.on("transaction", show);
  show();
}

// The line under the toolbar in which an address or a description is typed.
function panels(editor, box) {
  const panels = [...box.querySelectorAll("[data-panel]")];
  const close = () => {
    panels.forEach((panel) => (panel.hidden = true));
    editor.commands.focus();
  };
  const DO = {
    link(typed) {
      const href = address(typed.trim());
      if (!href) return editor.chain().extendMarkRange("link").unsetMark("link").run();
      if (editor.state.selection.empty && !editor.isActive("link")) return editor.chain().insertContent({ type: "text", text: typed.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
      return editor.chain().extendMarkRange("link").setMark("link", { href }).run();
    },
    describe: (alt) => editor.commands.updateAttributes("image", { alt: alt.trim() }),
  };
  for (const panel of panels) {
    const input = panel.querySelector("input");
    const done = (typed) => {
      DO[panel.dataset.panel](typed);
      close();
    };
    panel.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-do]");
      if (button) done(button.dataset.do === "set" ? input.value : "");
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === input) done(input.value);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    panel.addEventListener("input", (event) => event.stopPropagation());
  }
  return (name) => {
    panels.forEach((panel) => (panel.hidden = panel.dataset.panel !== name));
    const input = panels.find((panel) => panel.dataset.panel === name).querySelector("input");
    input.value = (name === "link" ? editor.getAttributes("link").href : editor.getAttributes("image").alt) ?? "";
    input.select();
    input.focus();
  };
}

function address(typed) {
  if (!typed || /^(https?:|mailto:|tel:|[/#?])/i.test(typed)) return typed;
  if (/^[a-z][a-z0-9+-]*:/i.test(typed) && !/^[^:]+:\d+(\/|$)/.test(typed)) return "";
  return /^[^\s@/]+@[^\s@/]+$/.test(typed) ? `mailto:${typed}` : `https://${typed}`;
}
