// Messages from the platform: shown, opened at exactly what they are about, and each once.
const REMEMBERED = 60;

async function pushed(data) {
  const seen = (await box.state("pushed")) ?? [];
  const standing = await self.registration.getNotifications({ tag: data.tag });
  if (seen.includes(data.key) && !standing.some((one) => one.data?.key === data.key)) return; // shown, and put away since
  const again = seen.includes(data.key);
  await box.note("pushed", [data.key, ...seen.filter((key) => key !== data.key)].slice(0, REMEMBERED));
  await self.registration.showNotification(data.title, {
    body: data.body, tag: data.tag, renotify: !again, lang: data.lang, icon: KRING.icon, badge: KRING.badge, timestamp: data.at, data: { key: data.key, url: data.url },
  });
  await count(data.unread);
}

const count = async (number) => (number ? navigator.setAppBadge?.(number) : navigator.clearAppBadge?.())?.catch(() => {});

// A tab that has it open already comes forward; else any tab of ours goes there; else a new one.
async function opened({ url }) {
  const target = new URL(url, self.location.origin);
  if (target.origin !== self.location.origin) return;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find((tab) => new URL(tab.url).pathname === target.pathname);
  const tab = there ?? tabs.find((one) => one.visibilityState === "visible") ?? tabs[0];
  if (!tab) return self.clients.openWindow(target.href);
  await tab.focus().catch(() => {});
  await tab.navigate(target.href).catch(() => self.clients.openWindow(target.href));
}

self.addEventListener("push", (event) => {
  const data = event.data?.json();
  if (data?.key) event.waitUntil(pushed(data));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(opened(event.notification.data));
});

// The browser gave this device another address: the platform is told, if its person is still signed in here.
async function renewed({ oldSubscription, newSubscription }) {
  const now = newSubscription ?? (oldSubscription && (await self.registration.pushManager.subscribe(oldSubscription.options)));
  const { csrf } = await self.kringOutbox.pass();
  if (!now || !csrf) return;
  const { endpoint, keys } = now.toJSON();
  await fetch("/push/subscribe/", { method: "POST", body: new URLSearchParams({ endpoint, ...keys }), headers: { "X-CSRFToken": csrf } });
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renewed(event)));
