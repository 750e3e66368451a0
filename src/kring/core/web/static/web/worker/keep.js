// Pages, pictures and static files: what is kept, for whom, and for how long.
const MARK = "X-Kring-Keep", AT = "X-Kept-At", SIZE = "X-Kept-Size";
const STATIC = `kring-static-${KRING.version}`, PAGES = "kring-pages-", PICTURES = "kring-pictures-";
const MOST = { pages: 60, pictures: 150, bytes: 10_000_000, days: 14 };
const ANYHOW = { ignoreVary: true };

const withoutSuffix = (name) => (name === "nobody" ? null : name.replace(/-not$/, ""));
const box = self.kringBox;

// From now on it is `name` who uses this browser: what was kept for anybody else goes.
async function belongsTo(name) {
  const keeps = name !== "nobody" && !name.endsWith("-not");
  const others = (await caches.keys()).filter((cache) => (cache.startsWith(PAGES) && !(keeps && cache === PAGES + name)) || (cache.startsWith(PICTURES) && !(keeps && cache === PICTURES + name)));
  await Promise.all(others.map((cache) => caches.delete(cache)));
  if ((await box.state("whose")) !== name) await box.note("whose", name);
  if (withoutSuffix(name)) await box.note("person", withoutSuffix(name));
}

const mine = async () => {
  const name = (await box.state("whose")) ?? "nobody";
  return name === "nobody" || name.endsWith("-not") ? null : name;
};

async function noted(request, answer) {
  const [name, passing] = (answer.headers.get(MARK) ?? "").split(" ");
  if (!name) return;
  await belongsTo(name);
  if (passing || (await mine()) !== name || answer.status !== 200 || /no-store/.test(answer.headers.get("Cache-Control") ?? "")) return;
  const text = await answer.text();
  const headers = { "Content-Type": "text/html; charset=utf-8", [AT]: String(Date.now()), [SIZE]: String(text.length) };
  for (const name of ["Content-Security-Policy", "Content-Language", "Referrer-Policy", "X-Content-Type-Options"]) if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  const cache = await caches.open(PAGES + name);
  await cache.delete(request.url, ANYHOW);
  await cache.put(request.url, new Response(text, { headers }));
  if ((await mine()) !== name) return caches.delete(PAGES + name); // somebody signed out while it was written
  await trim(cache, MOST.pages);
}

// The page that somebody was on when all this began, the front page and the one to write on: they didn't come by here.
async function keepToo(path) {
  const name = await mine();
  if (!name || !path || (await (await caches.open(PAGES + name)).match(path, ANYHOW))) return;
  const request = new Request(path, { credentials: "same-origin" });
  await fetch(request).then((answer) => answer.redirected || noted(request, answer), () => {});
}

// The oldest go first: while there are too many, or they are too large together, or too old.
async function trim(cache, most) {
  const requests = await cache.keys();
  let bytes = 0;
  for (const [place, request] of [...requests].reverse().entries()) {
    const { headers } = (await cache.match(request, ANYHOW)) ?? new Response();
    bytes += Number(headers.get(SIZE) ?? 0);
    if (place >= most || bytes > MOST.bytes || tooOld(headers)) await cache.delete(request);
  }
}

const tooOld = (headers) => Date.now() - Number(headers.get(AT)) > MOST.days * 86_400_000;

async function kept(request) {
  const name = await mine();
  if (!name) return null;
  const cache = await caches.open(PAGES + name);
  const item = new URL(request.url).pathname.startsWith("/c/");
  const found = (await cache.match(request.url, ANYHOW)) ?? (item ? await cache.match(request.url, { ...ANYHOW, ignoreSearch: true }) : null);
  if (!found || tooOld(found.headers)) return null;
  const text = (await found.text()).replace("<html ", `<html data-kept="${found.headers.get(AT)}" `);
  return new Response(text, { headers: found.headers });
}

const LISTS = ["/waiting/", "/share/"];

async function offline(request) {
  const language = (await box.state("language")) ?? KRING.languages[0];
  const found = (await caches.match(KRING.offline + language, ANYHOW)) ?? (await caches.match(KRING.offline + KRING.languages[0], ANYHOW));
  if (!found) return Response.error();
  const waits = LISTS.includes(new URL(request.url).pathname) ? "data-waiting " : "";
  return new Response((await found.text()).replace("<html ", `<html ${waits}`), { headers: found.headers });
}

async function page(event) {
  const { request } = event;
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(request));
    if (answer.headers.has(MARK)) event.waitUntil(noted(request, answer.clone()));
    const away = [502, 503, 504].includes(answer.status) && !answer.headers.has(MARK);
    return (away && (await kept(request))) || answer;
  } catch {
    return (await kept(request)) ?? offline(request);
  }
}

async function picture(event) {
  const { request } = event;
  const name = await mine();
  try {
    const answer = await fetch(request);
    if (name && answer.status === 200 && Number(answer.headers.get("Content-Length")) < 300_000) event.waitUntil(keepPicture(name, request, answer.clone()));
    return answer;
  } catch {
    return (name && (await (await caches.open(PICTURES + name)).match(request.url, ANYHOW))) || Response.error();
  }
}

async function keepPicture(name, request, answer) {
  const body = await answer.blob();
  const headers = { "Content-Type": answer.headers.get("Content-Type") ?? "", [AT]: String(Date.now()), [SIZE]: String(body.size), "X-Content-Type-Options": "nosniff" };
  const cache = await caches.open(PICTURES + name);
  if (await cache.match(request.url, ANYHOW)) return;
  await cache.put(request.url, new Response(body, { headers }));
  if ((await mine()) !== name) return caches.delete(PICTURES + name);
  if (Math.random() < 0.1) await trim(cache, MOST.pictures);
}

// A name with a hash in it never changes what it means.
async function staticFile(event) {
  const cache = await caches.open(STATIC);
  const found = await cache.match(event.request.url, ANYHOW);
  if (found) return found;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(cache.put(event.request.url, answer.clone()));
  return answer;
}
