// What is sent while there is no connection is put aside, and goes later: forms with a token (posts, comments), and buttons that are a
// state (like, follow, keep). What can't be kept is said, and stays where it is.
import "../pocket/box.js";
import "../pocket/outbox.js";
import { toast } from "./toast-region.js";

const { dataset } = document.documentElement;
const bar = () => document.querySelector("offline-bar");
const person = () => dataset.keep?.replace(/-not$/, "");
const able = () => Boolean(window.isSecureContext && window.indexedDB && person() && person() !== "nobody" && bar());
const heading = (form) => (form.closest("article, main")?.querySelector("h1, h2, .card-title")?.textContent ?? "").trim().slice(0, 120);

// A button: the last state that was wanted is the one that is sent. True where it is kept.
export async function wanted(form, body) {
  const fields = [...body].filter(([, value]) => typeof value === "string");
  return able() && keep({ id: pressId(form), fields, url: new URL(form.action).pathname, words: bar().dataset.press, title: heading(form) });
}

export const arrived = (form) => able() && window.kringBox.drop("waiting", pressId(form));
const pressId = (form) => `state:${person()}:${form.action}`;

async function keep(item) {
  try {
    await window.kringOutbox.keep({ person: person(), place: location.pathname, maybe: navigator.onLine, ...item, at: Date.now() });
    toast(bar().dataset.keeps);
    return true;
  } catch {
    return false;
  }
}

async function form(form, data) {
  const fields = [...data].filter(([, value]) => typeof value === "string" || value.size);
  const about = form.action.endsWith("/new/") ? "" : heading(form);
  if (await keep({ id: data.get("token"), fields, url: new URL(form.action).pathname, title: data.get("title") || about, words: data.get("body") ?? "" })) return empty(form);
  toast(document.querySelector("toast-region").dataset.offline, "error");
}

// As after it was posted: the next thing written there is another thing.
function empty(form) {
  form.dispatchEvent(new Event("put-aside", { bubbles: true }));
  form.elements.token.value = crypto.randomUUID().replaceAll("-", "");
  for (const field of form.querySelectorAll("textarea, input:is([name=title], [name=topics])")) field.value = "";
  if (form.querySelector("rich-text")?.editor) form.elements.body.dispatchEvent(new Event("restored", { bubbles: true }));
  form.querySelector(".carried")?.replaceChildren();
  form.querySelector(".draft-status")?.replaceChildren();
  form.closest("post-composer")?.querySelector("details")?.removeAttribute("open");
}

document.addEventListener("htmx:sendError", (event) => {
  const { elt, requestConfig } = event.detail;
  const data = requestConfig?.formData;
  if (requestConfig?.verb !== "post" || elt.tagName !== "FORM" || !data?.get("token") || !able()) return;
  event.stopImmediatePropagation(); // nobody needs to be told that it failed
  form(elt, data);
}, { capture: true });

window.addEventListener("kring", ({ detail }) => detail.type === "sent" && bar() && toast(bar().dataset.sent));
// A page that was kept has the tokens of then, which may have been used since.
if (dataset.kept) for (const field of document.querySelectorAll("form input[name=token]")) field.value = crypto.randomUUID().replaceAll("-", "");
