// Sends a large file in pieces. When the connection is lost it asks how far it came, and goes on from there; also after the page
// was loaded anew, where the same file is chosen again.
const AGAIN = [1000, 2000, 4000, 8000, 15000, 30000, 60000];
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const key = (file) => `pieces:${file.name}:${file.size}:${file.lastModified}`;

// Resolves with what the server made of the file; rejects with { error }.
export async function inPieces({ file, url, token, bar }) {
  const headers = { "X-CSRFToken": token, "HX-Request": "true" };
  const at = (await begun(file, url, headers)) ?? (await begin(file, url, headers));
  for (let failed = 0; ; ) {
    const answer = await piece(at, file, headers);
    if (answer?.status === 201) return done(file, answer);
    if (answer?.status === 204 || answer?.status === 409) {
      failed = 0;
      at.offset = Number(answer.headers.get("Upload-Offset"));
      if (bar) bar.value = (100 * at.offset) / file.size;
    } else if (answer && ![423, 500, 502, 503, 504].includes(answer.status)) {
      localStorage.removeItem(key(file));
      throw { error: await sentence(answer) };
    } else {
      if (failed >= AGAIN.length) throw { error: "" };
      await wait(AGAIN[failed++]);
      at.offset = (await reached(at.url)) ?? at.offset;
    }
  }
}

const sentence = async (answer) => (await answer.json().catch(() => ({}))).error;

function done(file, answer) {
  localStorage.removeItem(key(file));
  return answer.json();
}

async function begin(file, url, headers) {
  const body = new URLSearchParams({ name: file.name, size: file.size });
  const answer = await fetch(url, { method: "POST", body, headers }).catch(() => null);
  if (answer?.status !== 201) throw { error: answer ? await sentence(answer) : "" };
  const made = await answer.json();
  localStorage.setItem(key(file), JSON.stringify(made));
  return { ...made, offset: 0 };
}

async function begun(file) {
  const kept = JSON.parse(localStorage.getItem(key(file)) || "null");
  const offset = kept && (await reached(kept.url));
  return offset == null ? null : { ...kept, offset };
}

async function reached(url) {
  const answer = await fetch(url, { method: "HEAD" }).catch(() => null);
  return answer?.ok ? Number(answer.headers.get("Upload-Offset")) : null;
}

const piece = ({ url, offset, piece }, file, headers) =>
  fetch(url, { method: "PATCH", body: file.slice(offset, offset + piece), headers: { ...headers, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" } }).catch(() => null);
