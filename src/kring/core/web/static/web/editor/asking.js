// What the editor asks of the server.
const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["x-csrftoken"] ?? "";

export async function ask(address, fields, signal) {
  const answer = await fetch(`${address}?${new URLSearchParams(fields)}`, { signal, headers: { accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
  return answer.json();
}

export async function send(address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body, headers: { "x-csrftoken": token() } });
  if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
  return answer.json();
}

// Sends a file and tells how far it is (0 to 1). Fails with the sentence that the server gave, if it gave one.
export function sendFile(file, progress) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    body.append("file", file, file.name || "picture.png");
    const request = new XMLHttpRequest();
    request.open("POST", "/files/");
    request.setRequestHeader("x-csrftoken", token());
    request.setRequestHeader("accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onload = () => (request.status === 201 ? resolve(request.response) : reject(request.response?.error));
    request.onerror = request.onabort = () => reject();
    request.send(body);
  });
}
