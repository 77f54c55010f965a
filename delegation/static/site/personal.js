// What a personal page does by itself: it keeps a copy, says how old it is, follows the clock.
const MINUTE = 60_000;
const LEAVING_TAKES = 10_000;
const DAY = 86_400; // seconds
const FIRST_PAUSE = 1000; // doubled after every vain attempt
const STALE_AFTER = 5 * MINUTE;
const OLD_AFTER = 180 * MINUTE; // the page says "three hours"
const keptAt = Number(document.body.dataset.keptAt); // by this phone's clock; 0 on a page from the network
const loadedAt = keptAt || Date.now();
const isCounting = Boolean(document.querySelector("boarding-list")); // then nothing may move or go
const ofAnyLanguage = (path) => path.replace(/\/(it|en)\//, "/");

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
    window.addEventListener("beforeunload", () => {
      this.isLeaving = true; // unless what is opened is a telephone or a calendar
      setTimeout(() => (this.isLeaving = false), LEAVING_TAKES);
    });
    window.addEventListener("online", meet);
    window.addEventListener("offline", () => {
      this.isLive = false;
      this.show();
    });
    document.addEventListener("visibilitychange", () => document.hidden || meet());
    setInterval(meet, STALE_AFTER);
    setInterval(() => this.show(), MINUTE / 2);
    // installed it is to stay; some browsers would ask first, which a link alone does not warrant
    if (matchMedia("(display-mode: standalone)").matches) navigator.storage?.persist?.();
    meet();
  }

  async meet() {
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ search: location.search });
  }

  /** Show what waits, and what came of a contact: no ``version`` before it, null where it failed. */
  met({ version, waiting, sentAt, isClosed }) {
    if (isClosed) return this.isLeaving || location.reload();
    this.mark(waiting);
    document.dispatchEvent(new CustomEvent("met", { detail: version }));
    const isSent = sentAt > loadedAt && !isCounting;
    if (version === undefined) {
      if (isSent && sentAt !== this.sentAt) this.meet(); // another page sent it
      this.sentAt = sentAt;
      return;
    }
    clearTimeout(this.again);
    if (version === null) {
      // a phone often says that it is online before it is
      if (navigator.onLine) this.again = setTimeout(() => this.meet(), (this.pause *= 2));
      this.show();
      return;
    }
    this.pause = FIRST_PAUSE;
    this.contactAt = Date.now();
    const isNew = String(version) !== this.dataset.version;
    const isOld = keptAt && Date.now() - keptAt > MINUTE;
    if (isCounting) document.body.toggleAttribute("data-news", isNew);
    else if (isSent || isNew || isOld) {
      if (this.isLeaving) return; // the page that is under way knows it already
      if (!isBeingWritten()) return location.reload();
      this.hasNews = true; // what is being written would go
      return this.show();
    }
    this.isLive = this.isKept = true;
    this.show();
  }

  /** Say at each form what waits to be sent of it, or why it was refused. */
  mark(waiting) {
    document.querySelectorAll(".waiting, .refused--lost").forEach((line) => line.remove());
    const forms = [...document.querySelectorAll("form[method=post]")];
    for (const form of forms) form.waiting = []; // a boarding list shows it by itself
    for (const sending of waiting) {
      const path = ofAnyLanguage(sending.path);
      const own = forms.filter((form) => ofAnyLanguage(new URL(form.action).pathname) === path);
      for (const form of own) {
        form.waiting.push(sending);
        if (isCounting) continue;
        if (sending.refused) this.giveBack(form, sending);
        else if (isLast(sending, waiting) || form.elements.title) this.note(form, sending);
      }
      if (!sending.refused || (own.length && !isCounting)) continue;
      if (isCounting) document.querySelector(".bar").prepend(this.lost(sending));
      else this.after(this.lost(sending));
    }
  }

  /** Say above a form what it said, which is still to be sent; the next answer starts from it. */
  note(form, { body }) {
    const said = new URLSearchParams(body);
    const line = this.line("waiting");
    line.querySelector("span").textContent = inShort(form, said);
    unfolded(form).before(line);
    const was = form.querySelector("[type=hidden][name=was]");
    if (was) was.value = said.get("response");
  }

  /** Put what was refused into its form again, once, with the sentences that say why. */
  giveBack(form, sending) {
    if (form.dataset.refused === String(sending.number)) return;
    form.dataset.refused = sending.number;
    const said = new URLSearchParams(sending.body);
    for (const field of form.querySelectorAll("input:not([type=hidden])")) {
      if (field.type === "checkbox") field.defaultChecked = field.checked = said.has(field.name);
      else field.defaultValue = field.value = said.get(field.name) ?? "";
    }
    (form.closest("details") ?? form.querySelector("details"))?.setAttribute("open", "");
    unfolded(form).before(this.why(sending));
    form.scrollIntoView({ block: "center" });
  }

  /** Return the sentences that say why something was refused. */
  why({ refused }) {
    const line = this.line("refused");
    if (refused !== true) line.querySelector("span").textContent = refused;
    return line;
  }

  /** Return why something was refused that no form is given back, and a way to put it off. */
  lost(sending) {
    const line = this.why(sending);
    const button = Object.assign(line.querySelector("button"), { hidden: false });
    line.querySelector("p").classList.add("refused--lost");
    button.addEventListener("click", async () => {
      const { active } = await navigator.serviceWorker.ready;
      active.postMessage({ search: location.search, forget: sending.number });
    });
    return line;
  }

  line(state) {
    return this.querySelector(`template[data-state="${state}"]`).content.cloneNode(true);
  }

  show() {
    const age = Date.now() - this.contactAt;
    const isFresh = this.isLive && age < 2 * STALE_AFTER;
    document.documentElement.toggleAttribute("data-offline", !isFresh);
    this.toggleAttribute("data-fresh", Boolean(isFresh && this.isKept));
    const state = this.hasNews ? "news" : isFresh ? "" : age < OLD_AFTER ? "kept" : "old";
    const said = state ? this.line(state) : null; // the page itself says that it is fresh
    for (const place of said?.querySelectorAll(".copy__age") ?? []) place.textContent = inWords(age);
    if (said?.textContent === this.said) return;
    this.said = said?.textContent;
    this.querySelector(".copy")?.remove();
    if (said) this.append(said);
  }
}

/** Return the form, or what it is folded up in: there a line before it shows. */
function unfolded(form) {
  return form.closest("details") ?? form;
}

/** Tell whether nothing was said later with the same form. */
function isLast(sending, waiting) {
  const isOfIt = ({ path }) => ofAnyLanguage(path) === ofAnyLanguage(sending.path);
  return sending === waiting.filter(isOfIt).at(-1);
}

/** Tell whether somebody has typed something that is on this page alone. */
function isBeingWritten() {
  const fields = [...document.querySelectorAll("form input:not([type=hidden], boarding-list *)")];
  return fields.some((it) =>
    it.type === "checkbox" ? it.checked !== it.defaultChecked : it.value !== it.defaultValue,
  );
}

/** Return in short what a form says: which button, and what was typed; ticks show by themselves. */
function inShort(form, said) {
  const button = form.querySelector(`button[value="${said.get("response")}"]`)?.textContent;
  const typed = ["response_word", "title", "day", "starts", "ends"].map((name) => said.get(name));
  return [button, ...typed].filter(Boolean).join(" · ");
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
    this.put("next", next(all.filter((entry) => mayBegin(entry) > moment)), moment);
    this.head();
  }

  /** Lead to the place that is looked for: the next one, else that of what is under way. */
  head() {
    const of = (place) => this.querySelectorAll(`[data-place="${place}"] .place`);
    const reached = [...of("now")].filter((place) => !place.closest(".way__from"));
    const places = [...of("next"), ...reached].map((place) => [...place.querySelectorAll(".map")]);
    const links = places.find((found) => found.length);
    const bar = document.querySelector(".bar__map");
    bar?.replaceChildren(...(links ?? []).map((link) => link.cloneNode(true)));
  }

  put(place, entries, moment) {
    const box = this.querySelector(`[data-place="${place}"]`);
    const wanted = entries.map((entry) => entry.id).join(" ");
    if (box.dataset.shown === wanted) return;
    box.dataset.shown = wanted;
    const template = (name) =>
      this.querySelector(`template[data-${name}="${place}"]`)?.content.cloneNode(true) ?? "";
    const shown = entries.flatMap((entry) => this.copies(entry, moment));
    box.replaceChildren(...(shown.length ? [template("head"), ...shown] : [template("none")]));
  }

  /** Return a copy of an entry, after its day where that is not the day of a moment. */
  copies(entry, moment) {
    const copy = entry.cloneNode(true);
    copy.removeAttribute("id");
    const more = Object.assign(document.createElement("a"), { className: "entry__more" });
    more.href = `#${entry.id}`;
    more.textContent = this.dataset.more;
    copy.querySelector(".entry__top").append(more);
    const section = entry.closest("section");
    const since = moment - Number(section.dataset.begins);
    if (moment === undefined || (since >= 0 && since < DAY)) return [copy];
    const day = document.createElement("p");
    day.className = "next-day";
    day.textContent = section.querySelector("h2").textContent;
    return [day, copy];
  }
}

customElements.define("kept-copy", KeptCopy);
customElements.define("now-and-next", NowAndNext);
