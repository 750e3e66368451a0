// Sends what waits, from a page or from the service worker. Each thing goes with the token of its form, which the server accepts once: an
// answer that was lost, two tabs at once, a try too many, and still it is there one time. Only one at a time tries, in one browser.
//
// A waiting thing: {id, person, url, fields: [[name, value]], title, words, place, at, state, why, maybe, tries, next}. `state`: "waiting",
// "out" (signed out), "gone" (what it belongs to) or "refused" (`why`); `maybe`: the server may have it already.
(() => {
  const PASS = "/waiting/pass/", SOON = 15_000, LONGEST = 3_600_000, PATIENCE = 30_000;
  const channel = new BroadcastChannel("kring");
  const box = self.kringBox;
  const say = (type, more = {}) => { channel.postMessage({ type, ...more }); self.dispatchEvent(Object.assign(new Event("kring"), { detail: { type, ...more } })); };
  const later = (item) => ({ ...item, tries: (item.tries ?? 0) + 1, next: Date.now() + Math.min(SOON * 2 ** (item.tries ?? 0), LONGEST) });
  const reason = (answer) => decodeURIComponent(answer.headers.get("X-Reason") ?? "");

  async function keep(item) {
    await box.put("waiting", { state: "waiting", tries: 0, at: Date.now(), ...item });
    say("waiting");
    const registration = self.registration ?? (await navigator.serviceWorker?.getRegistration());
    await registration?.sync?.register("kring-waiting").catch(() => {});
  }

  async function pass() {
    const answer = await fetch(PASS, { headers: { "HX-Request": "true", Accept: "application/json" }, cache: "no-store" });
    if (answer.status === 401) return { person: null };
    if (!answer.ok) throw answer.status;
    return answer.json();
  }

  // What has become of it: the item as it is to be kept, or null where it has arrived.
  async function post(item, csrf) {
    const body = new FormData();
    for (const [name, value] of item.fields) if (name !== "csrfmiddlewaretoken") body.append(name, value);
    body.set("csrfmiddlewaretoken", csrf);
    const headers = { "HX-Request": "true", Accept: "text/html" };
    const answer = await fetch(item.url, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok || answer.type === "opaqueredirect") return null;
    if (answer.status === 401) return { ...item, state: "out" };
    if ([404, 410].includes(answer.status)) return { ...item, state: "gone" };
    if (answer.status === 429 || answer.status >= 500) return later(item);
    return { ...item, state: "refused", why: reason(answer) };
  }

  async function round({ all = false } = {}) {
    const items = (await box.all("waiting")).filter((item) => ["waiting", "out"].includes(item.state) && (all || (item.next ?? 0) <= Date.now()));
    if (!items.length) return;
    const { person, csrf } = await pass();
    for (const item of items.sort((one, other) => one.at - other.at)) {
      if (person !== item.person) {
        if (!person && item.state !== "out") await box.put("waiting", { ...item, state: "out" });
        continue;
      }
      const now = await post(item, csrf).catch(() => ({ ...later(item), maybe: true }));
      if ((await box.get("waiting", item.id))?.at !== item.at) continue; // thrown away, or changed, meanwhile
      await (now ? box.put("waiting", now) : box.drop("waiting", item.id));
      say(now ? "waiting" : "sent", { item: now ?? item });
      if (now?.maybe && now.tries > (item.tries ?? 0)) break; // no connection: the others needn't try
    }
    say("waiting");
  }

  const send = (how) => navigator.locks.request("kring-waiting", { ifAvailable: true }, (lock) => lock && round(how).catch(() => {}));
  self.kringOutbox = { keep, send, pass, say };
})();
