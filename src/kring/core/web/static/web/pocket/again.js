// Takes what waits back into its form. The server says first whether it has it already: then there is nothing to change any more.
import "./box.js";
import "./outbox.js";

const named = (item) => Object.fromEntries(item.fields.filter(([, value]) => typeof value === "string"));
const keyOf = (item, fields) => (item.url === "/new/" ? `new-${item.id.replaceAll("-", "")}` : `comment-${item.url.match(/\d+/)[0]}${fields.parent ? `-${fields.parent}` : ""}`);
const placeOf = (item, fields, key) => (item.url === "/new/" ? `/new/?draft=${key}` : fields.parent ? `${item.url}${fields.parent}/reply/` : `/c/${item.url.match(/\d+/)[0]}/#say-${item.url.match(/\d+/)[0]}`);

// True where its form opens; false where that can't be done without a connection.
export async function again(id, state) {
  if (state === "shared") return leave("/share/");
  const item = await window.kringBox.get("waiting", id);
  if (!item) return true;
  const fields = named(item), key = keyOf(item, fields);
  try {
    const { person, csrf } = await window.kringOutbox.pass();
    if (person !== item.person) return leave(`/accounts/login/?next=${encodeURIComponent("/waiting/")}`);
    const body = new FormData();
    for (const [name, value] of item.fields) body.append(name, value);
    for (const [name, value] of Object.entries({ key, kind: fields.kind ?? "", base: "", mine: "1", csrfmiddlewaretoken: csrf })) body.set(name, value);
    const answer = await fetch("/drafts/save/", { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) return false;
    const { sent } = await answer.json();
    if (!sent && item.url !== "/new/") typed(item, fields);
    await window.kringBox.drop("waiting", id);
    return leave(sent ? item.place : placeOf(item, fields, key));
  } catch {
    return false;
  }
}

// The box under a thread finds the words where <keep-typed> keeps them.
function typed(item, fields) {
  const number = item.url.match(/\d+/)[0], key = fields.parent ? `answer-${number}-${fields.parent}` : `comment-${number}`;
  const values = { body: fields.body ?? "", body_format: fields.body_format ?? "" };
  localStorage.setItem(`kring:typed:${document.body.dataset.person}:${key}`, JSON.stringify({ values, sent: false, marks: { token: item.id } }));
}

// What waits here needn't be kept by <keep-typed> too, which would put it in the next form as well.
export function untype(items) {
  const waiting = new Set(items.map(({ id }) => id));
  for (const name of Object.keys(localStorage).filter((one) => one.startsWith("kring:typed:"))) {
    const { sent, marks } = JSON.parse(localStorage.getItem(name)) ?? {};
    if (sent && waiting.has(marks?.token)) localStorage.removeItem(name);
  }
}

function leave(address) {
  location.assign(address);
  return true;
}
