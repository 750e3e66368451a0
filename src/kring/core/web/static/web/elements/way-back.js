// The way back that an installed app has no browser's button for; where there is nowhere to go back to it is a link home. (Its style shows it
// in an installed app only.)
class WayBack extends HTMLElement {
  connectedCallback() {
    this.hidden = location.pathname === "/";
    this.addEventListener("click", this.#back);
  }

  #back = (event) => {
    if (history.length < 2 || !document.referrer.startsWith(location.origin)) return;
    event.preventDefault();
    history.back();
  };
}

customElements.define("way-back", WayBack);
