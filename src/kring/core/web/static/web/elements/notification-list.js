// An open list of notifications follows what happens elsewhere: what was read on another device is read here, and that something
// new came is said on top. Nothing moves under who is reading.
class NotificationList extends HTMLElement {
  connectedCallback() {
    document.addEventListener("notifications", this.#told);
  }

  disconnectedCallback() {
    document.removeEventListener("notifications", this.#told);
  }

  #told = async () => {
    const answer = await fetch(this.dataset.url, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const row of this.querySelectorAll(".told-unread")) {
      if (!now.querySelector(`#${row.id}.told-unread`) && !row.contains(document.activeElement)) this.#read(row);
    }
    const fresh = [...now.querySelectorAll("#told > .told-unread")].some((row) => this.#differs(row));
    this.querySelector(".told-new").hidden = !fresh;
  };

  #read(row) {
    row.classList.remove("told-unread");
    row.querySelector(".told-line .visually-hidden")?.remove();
    row.querySelector(".told-tools > form")?.remove();
  }

  // New, or with more that happened since.
  #differs(row) {
    const here = this.querySelector(`#${row.id}`);
    return !here || here.querySelector(".told-line").textContent !== row.querySelector(".told-line").textContent;
  }
}

customElements.define("notification-list", NotificationList);
