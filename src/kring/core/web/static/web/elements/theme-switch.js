// Light, dark, or as the device has it: at once here, and kept by the server so that nothing flashes on the next page.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this.#choose);
  }

  #choose = (event) => {
    event.preventDefault();
    const form = event.target;
    const theme = event.submitter.value;
    const root = document.documentElement;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("theme-switch button")) {
      button.setAttribute("aria-pressed", button.value === theme);
    }
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual" });
  };
}

customElements.define("theme-switch", ThemeSwitch);
