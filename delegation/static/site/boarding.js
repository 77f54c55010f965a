// The boarding lists: every tick is sent at once, and whoever else counts at that door is followed.
const FOLLOWED_EVERY = 20_000;
let waiting = []; // what the phone has still to send

/** Sends its ticks, and counts them; offline the worker keeps them and gives them back. */
class BoardingList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.querySelector("button")?.remove();
    this.form.addEventListener("change", () => this.send());
  }

  send() {
    this.tickedAt = Date.now();
    const body = new URLSearchParams(new FormData(this.form));
    this.settle(body.getAll("boarded"));
    fetch(this.form.action, { method: "POST", body }).then(
      () => document.querySelector("kept-copy").meet(),
      () => {},
    );
  }

  /** Show the ticks that wait to be sent, else those of a page, unless one was made meanwhile. */
  follow(page, askedAt) {
    const path = new URL(this.form.action).pathname;
    const mine = waiting.filter((sending) => sending.path === path && !sending.refused).at(-1);
    if (mine) return this.settle(new URLSearchParams(mine.body).getAll("boarded"));
    const now = page?.getElementById(this.parentElement.id);
    if (!now || this.tickedAt > askedAt) return;
    this.settle([...now.querySelectorAll("[name=was]")].map((was) => was.value));
  }

  /** Show these people as aboard, and take that for what the next tick starts from. */
  settle(aboard) {
    this.querySelectorAll("[name=was]").forEach((was) => was.remove());
    for (const tick of this.querySelectorAll("[name=boarded]")) {
      tick.checked = aboard.includes(tick.value);
      if (!tick.checked) continue;
      const was = Object.assign(document.createElement("input"), { type: "hidden", name: "was" });
      was.value = tick.value;
      this.form.append(was);
    }
    this.querySelector("output").value = aboard.length;
  }
}

/** Show in every list who is aboard by now. */
async function follow() {
  const askedAt = Date.now();
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const list of document.querySelectorAll("boarding-list")) list.follow(page, askedAt);
}

document.addEventListener("met", ({ detail }) => {
  waiting = detail;
  follow();
});
setInterval(() => document.hidden || follow(), FOLLOWED_EVERY);
customElements.define("boarding-list", BoardingList);
