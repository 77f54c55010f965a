// What a personal page does by itself: it keeps a copy, says how old it is, follows the clock.
const MINUTE = 60_000;
const FIRST_PAUSE = 1000; // doubled after every vain attempt
const STALE_AFTER = 5 * MINUTE;
const OLD_AFTER = 180 * MINUTE; // the page says "three hours"
const keptAt = Number(document.body.dataset.keptAt); // by this phone's clock; 0 on a page from the network
const loadedAt = keptAt || Date.now();

/** Says of which age the page is, and renews it when there is a network. */
class KeptCopy extends HTMLElement {
  connectedCallback() {
    this.contactAt = loadedAt;
    this.isLive = !keptAt;
    this.pause = FIRST_PAUSE;
    this.show();
    if (!("serviceWorker" in navigator)) return;
    const link = this.dataset.link;
    navigator.serviceWorker.register(`${link}worker.js`, { scope: link }).catch(() => {});
    navigator.serviceWorker.addEventListener("message", ({ data }) => this.met(data));
    navigator.serviceWorker.startMessages();
    const meet = () => this.meet();
    window.addEventListener("online", meet);
    document.addEventListener("visibilitychange", () => document.hidden || meet());
    setInterval(meet, STALE_AFTER);
    setInterval(() => this.show(), MINUTE / 2);
    meet();
  }

  async meet() {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ search: location.search });
  }

  met({ version, waiting, sent }) {
    clearTimeout(this.again);
    this.mark(waiting);
    for (const list of document.querySelectorAll("boarding-list")) list.restore(waiting);
    if (version === null) {
      // a phone often says that it is online before it is
      if (navigator.onLine) this.again = setTimeout(() => this.meet(), (this.pause *= 2));
      this.show();
      return;
    }
    this.pause = FIRST_PAUSE;
    const isNew = String(version) !== this.dataset.version;
    if (sent || isNew || (keptAt && Date.now() - keptAt > MINUTE)) {
      if (!document.activeElement?.form) location.reload(); // else what is being written would go
      return;
    }
    this.contactAt = Date.now();
    this.isLive = this.isKept = true;
    this.show();
  }

  /** Say above each form that what it said waits to be sent, or why it was refused. */
  mark(waiting) {
    document.querySelectorAll(".waiting").forEach((line) => line.remove());
    for (const form of document.querySelectorAll("form[method=post]")) {
      const sent = waiting.filter(({ path }) => path === new URL(form.action).pathname).at(-1);
      if (sent?.refused) this.giveBack(form, sent);
      else if (sent) unfolded(form).before(this.line("waiting"));
    }
  }

  /** Put what was refused into its form again, once, with the sentences that say why. */
  giveBack(form, { number, body, refused }) {
    if (form.dataset.refused === String(number)) return;
    form.dataset.refused = number;
    const said = new URLSearchParams(body);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = said.has(field.name);
      else if (said.has(field.name)) field.value = said.get(field.name);
    }
    form.closest("details")?.setAttribute("open", "");
    const line = this.line("refused");
    line.querySelector("span").textContent = refused;
    unfolded(form).before(line);
    form.scrollIntoView({ block: "center" });
  }

  line(state) {
    return this.querySelector(`template[data-state="${state}"]`).content.cloneNode(true);
  }

  show() {
    const age = Date.now() - this.contactAt;
    const isFresh = this.isLive && age < 2 * STALE_AFTER;
    const state = isFresh ? this.isKept && "fresh" : age < OLD_AFTER ? "kept" : "old";
    const said = state && this.line(state);
    for (const place of said?.querySelectorAll(".copy__age") ?? []) place.textContent = inWords(age);
    if (said?.textContent === this.said) return;
    this.said = said?.textContent;
    this.querySelector("p")?.remove();
    if (said) this.append(said);
  }
}

/** Return the form, or what it is folded up in: there a line before it shows. */
function unfolded(form) {
  return form.closest("details") ?? form;
}

function inWords(age) {
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  const minutes = Math.max(1, Math.round(age / MINUTE));
  if (minutes < 60) return ago.format(-minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 48 ? ago.format(-hours, "hour") : ago.format(-Math.round(hours / 24), "day");
}

const from = (entry) => Number(entry.dataset.from);
const until = (entry) => Number(entry.dataset.until);
const mayBegin = (entry) => Number(entry.dataset.day ?? entry.dataset.from); // without hours: all its day

/** Of what is to come the first with hours, after the part of a day that will be over by then. */
function next(coming) {
  const sorted = coming.sort((a, b) => from(a) - from(b) || until(a) - until(b));
  const first = sorted.find((entry) => !entry.dataset.part);
  const before = sorted.filter((entry) => entry.dataset.part && !(first && from(first) < until(entry)));
  const [part] = before;
  const isOfIt = (entry) => from(entry) === from(part) && until(entry) === until(part);
  return [...before.filter(isOfIt), ...(first ? [first] : [])];
}

/** Keeps what is under way and what comes next right while the page stays open, or is a copy. */
class NowAndNext extends HTMLElement {
  connectedCallback() {
    setInterval(() => this.turn(), MINUTE / 2);
    this.turn();
  }

  turn() {
    const moment = Number(this.dataset.moment) + (Date.now() - loadedAt) / 1000;
    const all = [...document.querySelectorAll("#days [data-from]")];
    const begun = all.filter((entry) => mayBegin(entry) <= moment && moment < until(entry));
    this.put("now", begun.filter((entry) => !entry.dataset.part));
    for (const { dataset } of this.querySelectorAll("section[data-place]")) {
      this.put(dataset.place, begun.filter((entry) => entry.dataset.part === dataset.place));
    }
    this.put("next", next(all.filter((entry) => mayBegin(entry) > moment)));
  }

  put(place, entries) {
    const box = this.querySelector(`[data-place="${place}"]`);
    const wanted = entries.map((entry) => entry.id).join(" ");
    if (box.dataset.shown === wanted) return;
    box.dataset.shown = wanted;
    const template = (name) =>
      this.querySelector(`template[data-${name}="${place}"]`)?.content.cloneNode(true) ?? "";
    const shown = entries.flatMap((entry) => this.copies(entry, place));
    box.replaceChildren(...(shown.length ? [template("head"), ...shown] : [template("none")]));
  }

  copies(entry, place) {
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    if (place !== "next") return [copy];
    const day = document.createElement("p");
    day.className = "next-day";
    day.textContent = entry.closest("section").querySelector("h2").textContent;
    return [day, copy];
  }
}

/** Sends every tick at once, and counts; offline the worker keeps the ticks and gives them back. */
class BoardingList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.querySelector("button")?.remove();
    this.form.addEventListener("change", () => this.send());
  }

  send() {
    const body = new URLSearchParams(new FormData(this.form));
    this.settle(body.getAll("boarded"));
    fetch(this.form.action, { method: "POST", body }).then(
      () => document.querySelector("kept-copy").meet(),
      () => {},
    );
  }

  restore(waiting) {
    const mine = waiting.filter(({ path }) => path === new URL(this.form.action).pathname).at(-1);
    if (mine) this.settle(new URLSearchParams(mine.body).getAll("boarded"));
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

customElements.define("boarding-list", BoardingList);
customElements.define("kept-copy", KeptCopy);
customElements.define("now-and-next", NowAndNext);
