// A day and a time to post at: says in words when that is, and lets the button say that it schedules.
class SendLater extends HTMLElement {
  connectedCallback() {
    const now = new Date();
    now.setMinutes(now.getMinutes() - now.getTimezoneOffset());
    this.#day.min = now.toISOString().slice(0, 10);
    this.#words = this.querySelector("[role=status]").textContent;
    this.#summary = this.querySelector("summary span").textContent;
    this.addEventListener("input", this.#show);
    this.addEventListener("toggle", ({ target }) => target.open && this.#day.focus(), { capture: true });
    this.#show();
  }

  #words;
  #summary;

  get #day() {
    return this.querySelector("input[type=date]");
  }

  #show = () => {
    const hour = this.querySelector("input[type=time]");
    const day = this.#day.value;
    const button = this.closest("form").querySelector(".composer-post span");
    if (day && !hour.value) hour.value = "09:00";
    this.querySelector("[role=status]").textContent = day ? this.dataset.sentence.replace("{moment}", this.#moment(day, hour.value, "full")) : this.#words;
    this.querySelector("summary span").textContent = day ? this.#moment(day, hour.value, "medium") : this.#summary;
    if (!button) return;
    button.dataset.now ??= button.textContent;
    button.textContent = day ? button.parentElement.dataset.later : button.dataset.now;
  };

  // What was typed is a day and a time on the writer's own clock: no zone has a say in how it reads.
  #moment(day, hour, style) {
    const words = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: style, timeStyle: "short", timeZone: "UTC" });
    return words.format(new Date(`${day}T${hour}Z`));
  }
}

customElements.define("send-later", SendLater);
