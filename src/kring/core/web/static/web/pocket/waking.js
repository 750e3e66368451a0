// Turns messages to this device on and off. Asked for by a press of a button only; after that, each visit says again whose device it is and
// where it is reached: a browser may change its address, and a person may have signed in anew.
const ON = "kring:push:on", TOLD = "kring:push:told";
const KEY = "/push/key/", TO = "/push/subscribe/", FROM = "/push/forget/";
const root = document.documentElement;
const whose = () => root.dataset.keep?.split("-")[0];
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];

export const able = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const manager = async () => (await navigator.serviceWorker.getRegistration())?.pushManager;

// Is it on, for who is signed in here?
export async function isOn() {
  return able() && Notification.permission === "granted" && localStorage.getItem(ON) === whose() && Boolean(await (await manager())?.getSubscription());
}

function post(url, fields) {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
}

async function tell(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await post(TO, { endpoint, ...keys });
  if (!answer.ok || answer.redirected) throw answer.status;
  localStorage.setItem(TOLD, `${root.dataset.visit} ${endpoint}`);
}

async function subscribed(pushManager) {
  const { key } = await (await fetch(KEY, { headers: { Accept: "application/json" } })).json();
  const options = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  return pushManager.subscribe(options).catch(async () => {
    await (await pushManager.getSubscription())?.unsubscribe(); // it was made with another key
    return pushManager.subscribe(options);
  });
}

export async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return;
  await tell(await subscribed((await navigator.serviceWorker.ready).pushManager));
  localStorage.setItem(ON, whose());
}

export async function turnOff() {
  const subscription = await (await manager())?.getSubscription();
  localStorage.removeItem(ON);
  if (!subscription) return;
  await post(FROM, { endpoint: subscription.endpoint });
  await subscription.unsubscribe();
}

// At each visit. Somebody else's messages are not for who is signed in here now.
export async function stayOn() {
  if (!able() || Notification.permission !== "granted" || !root.dataset.visit) return;
  const subscription = await (await manager())?.getSubscription();
  if (localStorage.getItem(ON) !== whose()) return subscription?.unsubscribe();
  const now = subscription ?? (await subscribed(await manager()));
  if (localStorage.getItem(TOLD) !== `${root.dataset.visit} ${now.endpoint}`) await tell(now);
}

// What was read elsewhere needn't stand on this device any more.
export async function clear() {
  const registration = able() && (await navigator.serviceWorker.getRegistration());
  const shown = registration ? await registration.getNotifications() : [];
  if (!shown.length) return;
  const answer = await fetch("/push/unread/", { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const { tags } = await answer.json();
  for (const one of shown) if (one.data?.key && one.tag !== "try" && !tags.includes(one.tag)) one.close();
}
