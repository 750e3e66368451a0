// Tells the server that this browser runs script: parts of a page that can wait are then asked for when they are about to be seen.
const safe = location.protocol === "https:" ? "; secure" : "";
if (!/(^|; )kring_script=/.test(document.cookie)) document.cookie = `kring_script=1; path=/; max-age=31536000; samesite=lax${safe}`;
