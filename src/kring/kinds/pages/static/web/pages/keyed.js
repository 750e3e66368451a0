// A copy of what a template holds, with `key` wherever its attributes say __key__.
export function keyed(template, key) {
  return filled(template.content.cloneNode(true), key);
}

function filled(root, key) {
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__key__")) element.setAttribute(name, value.replaceAll("__key__", key));
    }
    if (element.content) filled(element.content, key);
  }
  return root;
}
