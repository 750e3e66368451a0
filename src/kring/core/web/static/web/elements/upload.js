// Sends files to the server, two at a time; says how far each has come, and tries again where the server is busy.
import { inPieces } from "./pieces.js";
import { reason } from "./toast-region.js";

const AT_ONCE = 2;
const AGAIN = 3;
const waiting = [];
let sending = 0;

// Resolves with what the server made of it; rejects with { error } (a sentence, or "" where nothing came back). `bar` is a
// <progress>, if any.
export function upload(file, url, token, bar) {
  return new Promise((resolve, reject) => {
    waiting.push({ file, url, token, bar, resolve, reject, left: AGAIN });
    next();
  });
}

function next() {
  while (sending < AT_ONCE && waiting.length) {
    sending += 1;
    send(waiting.shift());
  }
}

function send(job) {
  const { piece, pieces } = document.getElementById("carried")?.dataset ?? {};
  if (piece && job.file.size > 2 * piece) return sendInPieces({ ...job, url: pieces });
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("file", job.file, job.file.name);
  request.open("POST", job.url);
  request.setRequestHeader("X-CSRFToken", job.token);
  request.setRequestHeader("HX-Request", "true"); // a refusal comes as its reason, not as a page
  request.responseType = "json";
  request.upload.addEventListener("progress", ({ loaded, total }) => job.bar && (job.bar.value = (100 * loaded) / total));
  request.addEventListener("loadend", () => {
    sending -= 1;
    if (request.status === 503 && job.left-- > 0) setTimeout(() => (waiting.push(job), next()), 2000);
    else if (request.status === 201) job.resolve(request.response);
    else job.reject({ error: request.response?.error || reason(request.getResponseHeader("X-Reason")) });
    next();
  });
  request.send(body);
}

function sendInPieces(job) {
  inPieces(job).then(job.resolve, (why) => job.reject({ error: why?.error ?? "" })).finally(() => {
    sending -= 1;
    next();
  });
}
