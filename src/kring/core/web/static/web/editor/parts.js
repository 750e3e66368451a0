// What the editor can do with each part that core/content/richtext.py declares.
import {
  Blockquote, Bold, BulletList, Code, CodeBlock, HardBreak, Heading, Highlight, HorizontalRule, Image, Italic, ListItem,
  Mark, Node, OrderedList, Paragraph, Strike, Subscript, Superscript, Table, TableCell, TableHeader, TableRow, Underline,
  markPasteRule, textblockTypeInputRule,
} from "../../django_prose_editor/editor.js";

const ADDRESS = /^(https?:|mailto:|tel:|(?![a-z][a-z0-9+.-]*:))/i;
const kept = (...names) => Object.fromEntries(names.map((name) => [name, { default: null }]));
const mark = (name, tag) =>
  Mark.create({ name, priority: 200, parseHTML: () => [{ tag }], renderHTML: () => [tag, 0] });
const block = (name, tag, content, more = {}) =>
  Node.create({ name, content, parseHTML: () => [{ tag }], renderHTML: () => [tag, 0], ...more });

// A person or a topic: one thing, that is put in and taken out whole.
const named = (name, attribute) =>
  Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => ({
      id: { parseHTML: (tag) => tag.getAttribute(attribute), renderHTML: ({ id }) => ({ [attribute]: id }) },
      href: { parseHTML: (tag) => tag.getAttribute("href") },
      words: { parseHTML: (tag) => tag.textContent, renderHTML: () => ({}) },
    }),
    parseHTML: () => [{ tag: `a[${attribute}]`, priority: 60 }],
    renderHTML: ({ node, HTMLAttributes }) => ["a", HTMLAttributes, node.attrs.words],
    renderText: ({ node }) => node.attrs.words,
  });

const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => kept("href", "title"),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (tag) => ADDRESS.test(tag.getAttribute("href")) && null }],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
  addPasteRules() {
    const getAttributes = (match) => ({ href: match[0] });
    return [markPasteRule({ find: /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/g, type: this.type, getAttributes })];
  },
});

const Headings = Heading.configure({ levels: [2, 3, 4] }).extend({
  addInputRules() {
    const rule = (find, level) => textblockTypeInputRule({ find, type: this.type, getAttributes: { level } });
    return [rule(/^##?\s$/, 2), rule(/^###\s$/, 3), rule(/^####\s$/, 4)];
  },
});

const picture = { src: {}, alt: { default: "" }, ...kept("title", "width", "height") };
const ours = (tag) => (tag.getAttribute("src") || "").startsWith("/files/") && null;
const Picture = Image.configure({ inline: true }).extend({
  addAttributes: () => picture,
  parseHTML: () => [{ tag: "img[src]", getAttrs: ours }],
  addInputRules: () => [],
});
const FigurePicture = Node.create({
  name: "figurePicture",
  atom: true,
  addAttributes: () => picture,
  parseHTML: () => [{ tag: "img[src]", context: "figure/", priority: 60, getAttrs: ours }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
});

const Numbered = OrderedList.extend({
  addAttributes: () => ({ start: { default: 1, parseHTML: (tag) => Number(tag.getAttribute("start")) || 1, renderHTML: ({ start }) => (start > 1 ? { start } : {}) } }),
});

// Tab goes to the next cell, and out of the last one: nobody is caught in a table.
const Tables = Table.extend({
  addNodeView: () => null,
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() };
  },
});
const aligned = (Cell) => Cell.extend({ addAttributes: () => ({ ...spans, align: { default: null } }) });
const span = (name) => ({ default: 1, parseHTML: (tag) => Number(tag.getAttribute(name)) || 1, renderHTML: (attrs) => (attrs[name] > 1 ? { [name]: attrs[name] } : {}) });
const spans = { colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) } };

export const PARTS = {
  paragraph: [Paragraph],
  hardBreak: [HardBreak],
  horizontalRule: [HorizontalRule],
  heading: [Headings],
  bold: [Bold],
  italic: [Italic],
  underline: [Underline],
  strike: [Strike],
  code: [Code],
  subscript: [Subscript],
  superscript: [Superscript],
  highlight: [Highlight],
  inserted: [mark("inserted", "ins")],
  deleted: [mark("deleted", "del")],
  blockquote: [Blockquote],
  codeBlock: [CodeBlock],
  language: [], // an attribute of codeBlock
  bulletList: [BulletList],
  orderedList: [Numbered],
  listItem: [ListItem],
  descriptions: [
    block("descriptions", "dl", "(term | details)+", { group: "block" }),
    block("term", "dt", "inline*"),
    block("details", "dd", "block+"),
  ],
  table: [Tables, TableRow],
  tableHeader: [aligned(TableHeader)],
  tableCell: [aligned(TableCell)],
  image: [Picture],
  figure: [
    block("figure", "figure", "figurePicture caption?", { group: "block", isolating: true }),
    block("caption", "figcaption", "inline*"),
    FigurePicture,
  ],
  link: [Link],
  person: [named("person", "data-person")],
  topic: [named("topic", "data-topic")],
};
