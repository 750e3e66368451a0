// What is pasted comes out as clean rich text: Word, Google Docs, web pages, and Markdown.
import { Extension, elementFromString, pm } from "../../django_prose_editor/editor.js";
import { send } from "./asking.js";

const SIGNS = /^(#{1,6} \S|```|~~~|\s*[-*+] \S|\s*\d+[.)] \S|> \S|\|.+\|\s*$)|\*\*\S|\[[^\]\n]+\]\([^)\s]+\)|`[^`\n]+`/m;
const DROP = "style, script, meta, link, title, xml, o\\:p, w\\:sdtpr, [data-style*='mso-element:comment'], .MsoCommentReference, colgroup";
const LEVELS = { H1: "h2", H5: "h4", H6: "h4" };

export const pasting = (box) =>
  Extension.create({
    name: "pasting",
    addProseMirrorPlugins() {
      const editor = this.editor;
      const handlePaste = (view, { clipboardData }) => {
        const words = clipboardData.getData("text/plain");
        const fromCode = clipboardData.types.includes("vscode-editor-data");
        if ((clipboardData.getData("text/html") && !fromCode) || !SIGNS.test(words) || editor.isActive("codeBlock")) return false;
        asMarkdown(editor, box, words);
        return true;
      };
      return [new pm.state.Plugin({ props: { handlePaste, transformPastedHTML: cleaned } })];
    },
  });

// The words stand there at once, and become rich text as soon as the server says how.
async function asMarkdown(editor, box, words) {
  let from = editor.state.selection.from;
  editor.commands.insertContent(words.split(/\r?\n/).flatMap((line, number) => [...(number ? [{ type: "hardBreak" }] : []), ...(line ? [{ type: "text", text: line }] : [])]));
  let { to } = editor.state.selection;
  const follow = ({ transaction: { mapping } }) => [from, to] = [mapping.map(from, -1), mapping.map(to)];
  editor.on("transaction", follow);
  const answer = await send(box.dataset.markdown, { text: words }).catch(() => null);
  editor.off("transaction", follow);
  if (!answer || editor.isDestroyed) return;
  const slice = pm.model.DOMParser.fromSchema(editor.schema).parseSlice(elementFromString(answer.html));
  editor.view.dispatch(pm.history.closeHistory(editor.state.tr).replaceRange(from, to, slice).scrollIntoView()); // undo gives the signs back
}

// Markdown as HTML. Plain words need nobody's help.
export async function fromMarkdown(words, box) {
  if (!words.trim()) return "";
  if (SIGNS.test(words) || /[<>\\&*_~@#]|:\/\//.test(words)) return (await send(box.dataset.markdown, { text: words })).html;
  const line = (text) => text.split("\n").join("<br>");
  return words.trim().split(/\n\s*\n/).map((part) => `<p>${line(part)}</p>`).join("");
}

const TAG = /<[a-z][^>]*>/gi;
const quiet = (tag) => tag.replace(/([\s"'])style\s*=/gi, "$1data-style=").replace(/([\s"'])on\w+\s*=/gi, "$1data-on=");

export function cleaned(html) {
  const source = html.replace(/<!\[(if[^>]*|endif)\]>|<style[\s\S]*?<\/style\s*>|<!--[\s\S]*?-->/gi, "").replace(TAG, quiet);
  const { body } = new DOMParser().parseFromString(source, "text/html");
  body.querySelectorAll(DROP).forEach((part) => part.remove());
  wordLists(body);
  nestedLists(body);
  body.querySelectorAll("p.MsoTitle").forEach((part) => rename(part, "h2"));
  body.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote").forEach(quoted);
  body.querySelectorAll(Object.keys(LEVELS).join()).forEach((part) => rename(part, LEVELS[part.tagName]));
  body.querySelectorAll("[data-style]").forEach(styled);
  body.querySelectorAll("a[href]").forEach(plainLink);
  body.querySelectorAll("img").forEach(picture);
  body.querySelectorAll("p").forEach((part) => !part.textContent.trim() && !part.querySelector("img") && !part.closest("td, th") && part.remove());
  body.querySelectorAll("br:last-child").forEach((part) => !part.nextSibling && part.remove());
  return body.innerHTML;
}

// What a style says in other words than tags do. (The style itself never reaches the page.)
const STYLES = [[/(^|;|\s)font-weight:\s*(bold|[6-9]00)/i, "strong"], [/font-style:\s*italic/i, "em"], [/line-through/i, "s"], [/text-decoration[^;]*underline/i, "u"], [/vertical-align:\s*super/i, "sup"], [/vertical-align:\s*sub/i, "sub"]];

function styled(part) {
  const { style } = part.dataset;
  part.removeAttribute("data-style");
  if (/^(B|STRONG)$/.test(part.tagName) && /(^|;|\s)font-weight:\s*(normal|400)/i.test(style)) return part.replaceWith(...part.childNodes);
  if (part.tagName !== "SPAN") return;
  for (const [sign, name] of STYLES) {
    if (!sign.test(style) || part.closest(`${name}, h1, h2, h3, h4, h5, h6`) || (name === "u" && part.closest("a"))) continue;
    const fresh = part.ownerDocument.createElement(name);
    fresh.append(...part.childNodes);
    part.append(fresh);
  }
}

function rename(part, name) {
  const fresh = part.ownerDocument.createElement(name);
  fresh.append(...part.childNodes);
  part.replaceWith(fresh);
  return fresh;
}

// Word writes a list as paragraphs that say which list and level they are of.
function wordLists(body) {
  let open = [];
  for (const part of [...body.querySelectorAll("p, h1, h2, h3")]) {
    const [, level] = /mso-list:\s*l\d+ level(\d+)/i.exec(part.dataset.style ?? "") ?? [];
    if (!level) {
      open = [];
      continue;
    }
    const marker = part.querySelector("[data-style*='mso-list:Ignore' i]");
    const sign = (marker?.textContent ?? "").trim();
    marker?.remove();
    if (open.length && open[0].list.nextElementSibling !== part) open = [];
    open = open.slice(0, Number(level));
    const item = part.ownerDocument.createElement("li");
    if (open.length < Number(level)) open.push({ list: begin(part, open.at(-1), sign) });
    open.at(-1).list.append(item);
    open.at(-1).item = item;
    item.append(...part.childNodes);
    part.remove();
  }
}

function begin(part, parent, sign) {
  const [, number] = /^\(?(\d+|[a-z]|[ivx]+)[.)]/i.exec(sign) ?? [];
  const list = part.ownerDocument.createElement(number ? "ol" : "ul");
  if (Number(number) > 1) list.setAttribute("start", number);
  if (parent?.item) parent.item.append(list);
  else part.before(list);
  return list;
}

// Google Docs, and older editors, put a list beside the item that it belongs to.
function nestedLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const item = list.previousElementSibling;
    if (item?.matches("li")) item.append(list);
  }
}

function quoted(part) {
  const quote = part.ownerDocument.createElement("blockquote");
  part.before(quote);
  quote.append(rename(part, "p"));
}

// What makes a link look like one isn't mark-up; links into the copied document lead nowhere here.
function plainLink(anchor) {
  anchor.querySelectorAll("u").forEach((part) => part.replaceWith(...part.childNodes));
  anchor.closest("u")?.replaceWith(...anchor.closest("u").childNodes);
  const google = /^https:\/\/www\.google\.com\/url\?q=([^&]+)/.exec(anchor.href);
  if (google) anchor.setAttribute("href", decodeURIComponent(google[1]));
  if (/^(#|file:)/.test(anchor.getAttribute("href")) || !anchor.textContent.trim()) anchor.replaceWith(...anchor.childNodes);
}

// A picture that lies elsewhere would tell that place who reads along: a link to it stays.
function picture(image) {
  const source = image.getAttribute("src") ?? "";
  if (source.startsWith("/files/")) return;
  if (source.startsWith(`${location.origin}/files/`)) return image.setAttribute("src", source.slice(location.origin.length));
  if (!/^https?:/.test(source)) return image.remove();
  const anchor = image.ownerDocument.createElement("a");
  anchor.setAttribute("href", source);
  if (!image.alt && !/\.\w{3,4}([?#]|$)/.test(source)) return image.remove(); // nothing to call it by
  anchor.textContent = image.alt || decodeURIComponent(source.split(/[?#]/)[0].split("/").at(-1)) || source;
  image.replaceWith(image.closest("a") ? anchor.textContent : anchor);
}
