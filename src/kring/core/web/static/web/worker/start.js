// When the service worker begins, and what it answers to. Whatever isn't named here goes to the network as if it weren't there.
const PICTURE = /^\/(?:avatars|covers|files)\//;

self.addEventListener("install", (event) => {
  const fetched = async () => {
    const cache = await caches.open(STATIC);
    await cache.addAll(KRING.languages.map((language) => new Request(KRING.offline + language, { cache: "reload", credentials: "omit" })));
    await Promise.allSettled(KRING.files.map(async (file) => (await cache.match(file)) ?? cache.add(file)));
  };
  event.waitUntil(fetched().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidied = async () => {
    for (const name of await caches.keys()) if (name.startsWith("kring-static-") && name !== STATIC) await caches.delete(name);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(tidied());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const goes = request.mode === "navigate";
  if (request.method === "POST" && goes && pathname === "/share/") event.respondWith(shared(event));
  else if (request.method === "POST" && goes && QUEUED.test(pathname)) event.respondWith(written(event));
  else if (request.method !== "GET") return;
  else if (goes) event.respondWith(page(event));
  else if (KRING.hashed && pathname.startsWith(KRING.static)) event.respondWith(staticFile(event));
  else if (request.destination === "image" && PICTURE.test(pathname)) event.respondWith(picture(event));
});

self.addEventListener("message", (event) => {
  const { keep, language, here } = event.data ?? {};
  const begin = async () => {
    await belongsTo(keep);
    await box.note("language", language);
    await Promise.all([here, ...KRING.always].map(keepToo));
  };
  if (keep) event.waitUntil(begin());
});

self.addEventListener("sync", (event) => {
  if (event.tag === "kring-waiting") event.waitUntil(self.kringOutbox.send({ all: true }));
});
