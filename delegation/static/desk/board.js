/* The board: places items along the axis, moves them by pointer and by keys, asks the server. */
import { Held } from "./board-held.js";
import { ask } from "./board-server.js";

const EDGE = 7, MOVED = 4, PAUSE = 400;

class MissionBoard extends HTMLElement {
  connectedCallback() {
    this.content = this.querySelector(".board__content");
    this.detail = this.querySelector(".board__detail");
    this.dialog = this.querySelector("dialog");
    this.clock = new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: this.dataset.zone,
    });
    this.place();
    this.addEventListener("focusin", (event) => this.describe(event.target));
    this.addEventListener("pointerover", (event) => this.describe(event.target));
    this.addEventListener("pointerleave", () => this.describe(null));
    if ("movable" in this.dataset) this.letMove();
  }

  letMove() {
    this.classList.add("board--movable");
    this.addEventListener("pointerdown", (event) => this.press(event));
    this.addEventListener("pointermove", (event) => this.pull(event));
    this.addEventListener("pointerup", (event) => this.release(event));
    this.addEventListener("pointercancel", () => this.leave());
    this.addEventListener("dragstart", (event) => event.preventDefault());
    this.addEventListener("click", (event) => this.click(event), true);
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("submit", (event) => this.submit(event));
    this.dialog.addEventListener("change", () => this.reconsider());
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.leave(); });
    this.dialog.querySelector("[data-leave]").addEventListener("click", () => this.leave());
    document.addEventListener("keydown", (event) => this.undoKey(event));
  }

  /* Reading what the server wrote */

  place() {
    this.length = Number(this.dataset.length);
    this.starts = Date.parse(this.dataset.starts);
    this.style.setProperty("--length", this.length);
    this.content.querySelectorAll("[data-lanes]").forEach((row) => row.style.setProperty("--lanes", row.dataset.lanes));
    this.content.querySelectorAll("[data-from]").forEach((part) => {
      this.stretch(part, Number(part.dataset.from), Number(part.dataset.to));
      if (part.dataset.lane > 0) part.style.setProperty("--in-lane", part.dataset.lane);
    });
    this.classList.add("board--placed");
    this.narrow ??= matchMedia("(width < 48rem)");
  }

  stretch(part, from, to) {
    part.style.setProperty("--from", Math.max(from, 0));
    part.style.setProperty("--to", Math.min(to, this.length));
  }

  moment(minute) { return new Date(this.starts + minute * 60000); }

  span(from, to) { return `${this.clock.format(this.moment(from))}–${this.clock.format(this.moment(to))}`; }

  blocks(key) { return [...this.content.querySelectorAll(`.board-item[data-key="${key}"]`)]; }

  describe(target) {
    if (this.held) return;
    const part = target?.closest?.(".board-row__items > li");
    this.tell(part ? part.innerText.replace(/\s+/g, " ") : "");
  }

  tell(text) {
    this.detail.textContent = text;
    this.detail.hidden = !text;
  }

  say(text) {
    this.querySelector(".board__said").textContent = text;
    this.tell(text);
  }

  /* Holding an item */

  take(item, mode = "move") {
    this.held = new Held(this, item, mode);
    this.classList.add("board--holding");
  }

  letGo() {
    this.held?.done();
    this.held = this.pressed = null;
    clearTimeout(this.pause);
    this.trial?.abort();
    this.classList.remove("board--holding");
  }

  leave() {
    if (this.dialog.open) this.dialog.close();
    if (!this.held) return this.letGo();
    const { item } = this.held;
    this.held.restore();
    this.letGo();
    this.say(this.dataset.sayLeft);
    item.querySelector("a").focus();
  }

  changed() {
    this.say(this.held.words());
    clearTimeout(this.pause);
    this.trial?.abort();
    this.pause = setTimeout(() => this.tryIt(), PAUSE);
  }

  async tryIt() {
    this.trial = new AbortController();
    const answer = await ask(this.dataset.try, this.held.wish(), this.token(), this.trial.signal).catch(() => null);
    if (!answer || !this.held || this.dialog.open) return;
    const clashes = answer.clashes.length ? `${this.dataset.sayClash} ${answer.clashes.join(" ")}` : this.dataset.sayFree;
    this.say(`${this.held.words()} ${answer.problem || clashes}`);
  }

  token() { return this.dialog.querySelector("[name=csrfmiddlewaretoken]").value; }

  drop() {
    if (!this.held.isElsewhere()) return this.leave();
    return this.send(this.dataset.keep, this.held.wish());
  }

  /* Asking the server */

  async send(url, fields) {
    clearTimeout(this.pause);
    this.trial?.abort();
    this.sent = { url, fields };
    const answer = await ask(url, fields, this.token()).catch(() => ({ problem: this.dataset.sayFailed }));
    if (answer.question) return this.question(answer.question);
    const focus = this.held?.focus();
    if (this.dialog.open) this.dialog.close();
    this.letGo();
    await this.reload();
    if (focus) this.querySelector(focus)?.focus();
    this.say(answer.words || answer.problem || "");
    return null;
  }

  question(html) {
    this.dialog.querySelector(".board-dialog__what").textContent = this.held ? this.held.words() : "";
    this.dialog.querySelector(".board-dialog__question").innerHTML = html;
    if (!this.dialog.open) this.dialog.showModal();
  }

  answers() { return Object.fromEntries(new FormData(this.dialog.querySelector("form"))); }

  async reconsider() {
    if (!this.held || document.activeElement.type !== "radio") return;
    const { name, value } = document.activeElement;
    const answers = { ...this.answers(), clashes: "" };
    const answer = await ask(this.dataset.try, { ...this.sent.fields, ...answers }, this.token()).catch(() => null);
    if (!answer?.question || !this.dialog.open) return;
    this.question(answer.question);
    this.dialog.querySelector(`[name="${name}"][value="${value}"]`)?.focus();
  }

  submit(event) {
    event.preventDefault();
    if (this.dialog.contains(event.target)) this.send(this.sent.url, { ...this.sent.fields, ...this.answers() });
    else this.send(event.target.action, {});
  }

  async reload() {
    const page = await fetch(location.href, { credentials: "same-origin" }).then((answer) => answer.text()).catch(() => "");
    const board = new DOMParser().parseFromString(page, "text/html").querySelector("mission-board");
    if (!board) return location.reload();
    const { scrollLeft, scrollTop } = this.content.querySelector(".board__grid");
    Object.assign(this.dataset, { starts: board.dataset.starts, length: board.dataset.length });
    this.content.replaceChildren(...board.querySelector(".board__content").childNodes);
    this.place();
    this.content.querySelector(".board__grid").scrollTo(scrollLeft, scrollTop);
    return null;
  }

  /* Pointer */

  press(event) {
    const item = event.target.closest(".board-item[data-key]");
    if (!item || event.button || event.pointerType === "touch" || this.held || this.narrow.matches) return;
    const { left, right } = item.getBoundingClientRect();
    const atEdge = item.matches(".board-item--tray") ? "move" : event.clientX - left < EDGE ? "start" : right - event.clientX < EDGE ? "end" : "move";
    this.pressed = { item, mode: atEdge, x: event.clientX, y: event.clientY };
    this.wasMoved = false;
  }

  pull(event) {
    if (!this.pressed) return;
    if (!this.held) {
      if (Math.hypot(event.clientX - this.pressed.x, event.clientY - this.pressed.y) < MOVED) return;
      this.take(this.pressed.item, this.pressed.mode);
      this.held.grab(this.pressed.x);
      this.setPointerCapture(event.pointerId);
    }
    this.pointer = { x: event.clientX, y: event.clientY };
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.held && this.held.follow(this.pointer)) this.changed();
    });
  }

  release() {
    if (this.pressed && this.held) {
      this.wasMoved = true;
      this.drop();
    }
    this.pressed = null;
  }

  click(event) {
    if (this.wasMoved && event.target.closest(".board-item, .board__grid")) event.preventDefault();
    this.wasMoved = false;
  }

  /* Keys */

  key(event) {
    const item = event.target.closest(".board-item[data-key]");
    if (!item || this.narrow.matches || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const rows = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!this.held) {
      if (event.key === "Enter") {
        this.take(item);
        this.held.begin();
        this.say(this.dataset.sayHeld.replace("{time}", this.held.words()));
      } else if (event.key === " ") item.querySelector("a").click();
      else return;
    } else if (event.key === "Enter") this.drop();
    else if (event.key === "Escape") this.leave();
    else if (step) this.held.step(step, event.shiftKey) && this.changed();
    else if (rows) this.held.stepRow(rows) && this.changed();
    else return;
    event.preventDefault();
  }

  undoKey(event) {
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || this.held || this.dialog.open) return;
    if (event.target.closest?.("input, textarea, select")) return;
    event.preventDefault();
    this.querySelector(".board-tools__undo")?.requestSubmit();
  }
}

customElements.define("mission-board", MissionBoard);
