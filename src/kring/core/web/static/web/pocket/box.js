// What this browser keeps for its people beside pages: what waits to be sent, what was shared into Kring, and a few facts. Used by pages
// and by the service worker alike, so it is a plain script.
(() => {
  const STORES = ["waiting", "shared", "state"];
  let opening;

  const open = () => (opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("kring", 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id" }));
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const forget = () => { opening = undefined; request.result.close(); };
      Object.assign(request.result, { onversionchange: forget, onclose: forget });
      resolve(request.result);
    };
  }).catch((problem) => { opening = undefined; throw problem; }));

  // Resolves when it is written, not just asked for.
  const run = async (store, mode, ask) => {
    const transaction = (await open()).transaction(store, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };

  self.kringBox = {
    all: (store) => run(store, "readonly", (rows) => rows.getAll()),
    get: (store, id) => run(store, "readonly", (rows) => rows.get(id)),
    put: (store, row) => run(store, "readwrite", (rows) => rows.put(row)),
    drop: (store, id) => run(store, "readwrite", (rows) => rows.delete(id)),
    state: async (id) => (await self.kringBox.get("state", id))?.value,
    note: (id, value) => self.kringBox.put("state", { id, value }),
  };
})();
