// Forms that go without script's help, and what other apps share into Kring: where there is no connection they are put aside here.
const QUEUED = /^\/(?:new|c\/\d+\/comments)\/$/;

async function written(event) {
  const copy = event.request.clone();
  try {
    return await fetch(event.request);
  } catch {
    return (await putAside(copy)) ? Response.redirect("/waiting/", 303) : offline(event.request);
  }
}

async function putAside(request) {
  const [person, data] = [await box.state("person"), await request.formData()];
  const token = data.get("token");
  if (!person || !token) return false;
  const fields = [...data].filter(([, value]) => typeof value === "string" || value.size);
  const place = request.referrer || request.url;
  const { pathname } = new URL(request.url);
  await self.kringOutbox.keep({ id: token, person, url: pathname, fields, title: "", words: data.get("body") ?? "", place: new URL(place).pathname, maybe: navigator.onLine });
  return true;
}

// What was shared is kept first, then asked about: whoever has to sign in, or has no connection, loses nothing.
async function shared(event) {
  const data = await event.request.formData();
  const id = crypto.randomUUID();
  const files = data.getAll("files").filter((file) => file instanceof File && file.size);
  const words = Object.fromEntries(["title", "text", "url"].map((name) => [name, String(data.get(name) ?? "")]));
  const person = withoutSuffix((await box.state("whose")) ?? "nobody"); // of nobody it is whoever signs in
  await box.put("shared", { id, person, ...words, files, at: Date.now() });
  return Response.redirect("/share/", 303);
}
