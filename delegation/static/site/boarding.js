// The boarding lists: every tick is sent at once, and whoever else counts at that door is followed.
const FOLLOWED_EVERY = 20_000;
const ASKING_TAKES = 10_000;

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

  /** Show who is aboard by a page, unless a tick was made meanwhile, and by all that waits. */
  follow(page, askedAt) {
    const now = page?.getElementById(this.parentElement.id);
    const known = now && !(this.tickedAt > askedAt) ? now : this;
    const aboard = new Set([...known.querySelectorAll("[name=was]")].map(({ value }) => value));
    const unsent = (this.form.waiting ?? []).filter(({ refused }) => !refused);
    for (const { body } of unsent) {
      const form = new URLSearchParams(body);
      const [was, is] = [form.getAll("was"), form.getAll("boarded")];
      for (const person of was) if (!is.includes(person)) aboard.delete(person);
      for (const person of is) if (!was.includes(person)) aboard.add(person);
    }
    this.toggleAttribute("data-waits", unsent.length > 0);
    this.settle([...aboard]);
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
    this.querySelector("output").value = this.querySelectorAll(":checked").length;
  }
}

/** Show in every list who is aboard by now. */
async function follow() {
  const askedAt = Date.now();
  const signal = AbortSignal.timeout(ASKING_TAKES);
  const page = await fetch(location.href, { signal })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
    .then((html) => new DOMParser().parseFromString(html, "text/html"))
    .catch(() => null);
  for (const list of lists()) list.follow(page, askedAt);
}

function lists() {
  return document.querySelectorAll("boarding-list");
}

document.addEventListener("met", ({ detail: version }) => {
  if (version) follow();
  else for (const list of lists()) list.follow();
});
setInterval(() => document.hidden || follow(), FOLLOWED_EVERY);
customElements.define("boarding-list", BoardingList);
