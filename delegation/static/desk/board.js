/* The board: places items along the axis, holds one at a time, and asks the server. */
import { Axis } from "./board-axis.js";
import { Held } from "./board-held.js";
import { Keys } from "./board-keys.js";
import { Pointer } from "./board-pointer.js";
import { pieces, renew, touched } from "./board-renewal.js";
import { ask, readAgain } from "./board-server.js";
import { View } from "./board-view.js";

const PAUSE = 400;

class MissionBoard extends HTMLElement {
  connectedCallback() {
    this.content = this.querySelector(".board__content");
    this.detail = this.querySelector(".board__detail");
    this.note = this.querySelector(".board__note");
    this.dialog = this.querySelector("dialog");
    this.narrow = matchMedia("(width < 48rem)");
    this.axis = new Axis(this);
    this.view = new View(this);
    this.keys = new Keys(this);
    this.place();
    this.note.querySelector("button").addEventListener("click", () => this.warn());
    if ("movable" in this.dataset) this.letMove();
  }

  letMove() {
    this.classList.add("board--movable");
    this.pointer = new Pointer(this);
    this.addEventListener("submit", (event) => this.submit(event));
    this.dialog.addEventListener("change", () => this.reconsider());
    this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.leave(); });
    this.dialog.querySelector("[data-leave]").addEventListener("click", () => this.leave());
  }

  /* Reading what the server wrote */

  place() {
    this.grid = this.content.querySelector(".board__grid");
    this.axis.read();
    this.content.querySelectorAll("[data-lanes]").forEach((row) => row.style.setProperty("--lanes", row.dataset.lanes));
    this.content.querySelectorAll("[data-from]:not([style])").forEach((part) => {
      this.axis.stretch(part, Number(part.dataset.from), Number(part.dataset.to));
      if (part.dataset.lane > 0) part.style.setProperty("--in-lane", part.dataset.lane);
    });
    this.classList.add("board--placed");
    this.view.placed();
    this.keys.placed();
  }

  blocks(key) { return [...this.content.querySelectorAll(`.board-item[data-key="${key}"]`)]; }

  isOver(x, y) {
    const rows = this.grid.querySelector(".board__rows").getBoundingClientRect();
    const { left, right, top, bottom } = this.grid.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= Math.min(bottom, rows.bottom);
  }

  reveal(part) { part.scrollIntoView({ block: "nearest", inline: "nearest" }); }

  tell(text) {
    this.detail.textContent = text;
    this.detail.hidden = !text;
  }

  say(text = "") {
    this.querySelector(".board__said").textContent = text;
    this.tell(text);
  }

  /* What went otherwise stays to be read until it is put away */
  warn(text = "") {
    this.note.querySelector("span").textContent = text;
    this.note.hidden = !text;
  }

  /* Holding an item */

  take(item, mode = "move") {
    this.held = new Held(this, item, mode);
    this.classList.add("board--holding");
  }

  letGo() {
    this.held?.done();
    this.held = this.pressed = null;
    this.stopTrial();
    this.classList.remove("board--holding");
  }

  leave() {
    if (this.busy) return;
    if (this.dialog.open) this.dialog.close();
    if (!this.held) return this.letGo();
    const { item } = this.held;
    this.held.restore();
    this.letGo();
    this.say(this.dataset.sayLeft);
    item.querySelector("a").focus();
    this.swap();
  }

  changed() {
    this.say(this.held.isOut ? this.dataset.sayOut : this.held.words());
    this.stopTrial();
    if (!this.held.isOut) this.pause = setTimeout(() => this.tryIt(), PAUSE);
  }

  stopTrial() {
    clearTimeout(this.pause);
    this.trial?.abort();
  }

  async tryIt() {
    this.trial = new AbortController();
    const answer = await ask(this.dataset.try, this.held.wish(), this.token(), this.trial.signal).catch(() => null);
    if (!answer || !this.held || this.dialog.open) return;
    const clashes = answer.clashes.length ? `${this.dataset.sayClash} ${answer.clashes.join(" ")}` : this.dataset.sayFree;
    const also = [answer.notes, answer.words].filter(Boolean).join(" ");
    this.say(`${this.held.words()} ${answer.problem || `${clashes} ${also}`.trim()}`);
  }

  token() { return this.dialog.querySelector("[name=csrfmiddlewaretoken]").value; }

  drop() {
    if (this.busy) return null;
    if (!this.held.isElsewhere()) return this.leave();
    return this.send(this.dataset.keep, this.held.wish());
  }

  /* Asking the server, one thing at a time */

  async send(url, fields) {
    if (this.busy) return;
    this.stopTrial();
    this.sent = { url, fields };
    this.work(true);
    const answer = await ask(url, fields, this.token()).catch(() => ({ problem: this.dataset.sayFailed }));
    this.work(false);
    if (answer.question) this.question(answer.question);
    else this.settle(answer);
  }

  work(isBusy) {
    this.busy = isBusy;
    this.setAttribute("aria-busy", isBusy);
    this.dialog.querySelectorAll("button").forEach((button) => { button.disabled = isBusy; });
  }

  settle(answer) {
    if (this.dialog.open) this.dialog.close();
    if (!answer.kept) this.held?.restore();
    for (const [key, seen] of Object.entries(answer.seen ?? {})) this.blocks(key).forEach((block) => { block.dataset.seen = seen; touched(block); });
    const last = this.held && { key: this.held.key, row: this.held.row ?? this.held.item.closest(".board-row")?.dataset.row };
    if (this.held && answer.kept) this.held.blocks.forEach((block) => Object.assign(block.dataset, { from: this.held.from, to: this.held.to }));
    this.held?.blocks.forEach(touched);
    this.letGo();
    this.warn(answer.problem);
    this.say(answer.words);
    if (last) this.keys.focus(last);
    this.reload(last);
    if (this.undos) this.undo(--this.undos);
  }

  undo() {
    if (this.busy) this.undos = (this.undos ?? 0) + 1;
    else this.send(this.dataset.undo, {});
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
    if (event.target === this.view.tools) return;
    event.preventDefault();
    if (this.dialog.contains(event.target)) this.send(this.sent.url, { ...this.sent.fields, ...this.answers() });
    else this.undo();
  }

  /* The board as it stands now takes the place of the old one when nothing is in hand. */

  async reload(last) {
    const turn = this.turn = {};
    this.fresh = null;
    this.dataset.reading = "";
    const own = pieces(this.content);
    const fresh = await readAgain(this.dataset.again + location.search, [...own.keys()], this.token()).catch(() => null);
    if (this.turn !== turn) return;
    if (!fresh) return void delete this.dataset.reading;
    this.fresh = { board: fresh, last, own };
    this.swap();
  }

  swap() {
    if (!this.fresh || this.held || this.pressed || this.busy || this.dialog.open) return;
    const { board, last, own } = this.fresh;
    const focused = this.keys.focused();
    const { scrollLeft, scrollTop } = this.grid;
    this.fresh = null;
    delete this.dataset.reading;
    Object.assign(this.dataset, board.dataset);
    renew(this.content, board.querySelector(".board__content"), own);
    this.place();
    this.grid.scrollTo(scrollLeft, scrollTop);
    if (focused) this.keys.focus(last?.key === focused.key ? last : focused);
  }
}

customElements.define("mission-board", MissionBoard);
