// What <draft-keeper> says to the server, and what the server answers.
export async function send(form, about, url, leaving) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  for (const [name, value] of Object.entries(about)) body.set(name, value);
  const headers = { Accept: "application/json" };
  const answer = await fetch(url, { method: "POST", body, headers, keepalive: leaving });
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  return { status: answer.redirected ? 401 : answer.status, ...said };
}

// The draft of a small form that is on the page already; null where there is none.
export async function load(url, key) {
  const answer = await fetch(`${url}?key=${encodeURIComponent(key)}`, { headers: { Accept: "application/json" } });
  const draft = answer.ok && !answer.redirected ? await answer.json() : {};
  return draft.fields ? draft : null;
}

// Puts it in the form, unless somebody has begun to write there.
export function fill(form, fields) {
  const area = form.querySelector("textarea");
  if (area.value.trim()) return false;
  for (const [name, values] of Object.entries(fields)) {
    const field = form.elements[name];
    if (field && "value" in field && !["csrfmiddlewaretoken", "files", "uploads"].includes(name)) field.value = values.at(-1);
  }
  area.dispatchEvent(new Event("restored", { bubbles: true }));
  return true;
}

// A form whose token has been used needs another one, or its words would be taken for those that arrived already.
export function renew(form) {
  if (form.elements.token) form.elements.token.value = crypto.randomUUID().replaceAll("-", "");
}

// There is a newer one, from another device: `status` shows the way to it, and a button that goes on with this one.
export function offer(status, { url, words }, goOn) {
  const choice = document.getElementById("draft-newer").content.cloneNode(true);
  Object.assign(choice.querySelector("a"), { href: url, title: words });
  choice.querySelector("button").addEventListener("click", goOn);
  status.replaceChildren(choice);
}
