/* An item of the board while it is held: where it would stand, in minutes from the left edge. */
const STEP = 15, NEW_LENGTH = 60, FIRST = 60, SLACK = 24;
const near = (minute) => Math.round(minute / STEP) * STEP;

export class Held {
  constructor(board, item, mode) {
    Object.assign(this, { board, item, mode, key: item.dataset.key, row: null, isOut: false, ghosts: new Map() });
    this.kind = this.key.split("-")[0];
    this.isNew = item.matches(".board-item--tray");
    if (this.isNew) {
      const part = board.axis.minuteOf(Date.parse(item.dataset.part));
      this.from = Math.max(part, FIRST);
      this.to = this.from + NEW_LENGTH;
    } else {
      this.from = Number(item.dataset.from);
      this.to = Number(item.dataset.to);
    }
    this.origin = { from: this.from, to: this.to };
    this.blocks = board.blocks(this.key);
    this.times = this.blocks.map((block) => block.querySelector(".board-item__time"));
    this.texts = this.times.map((time) => [...time.childNodes]);
    this.blocks.forEach((block) => block.classList.add("board-item--held"));
    this.band = this.made("board__band", board.content.querySelector(".board__hours"));
  }

  made(name, parent) {
    const part = document.createElement("span");
    part.className = name;
    part.setAttribute("aria-hidden", "true");
    parent.append(part);
    return part;
  }

  /* By keyboard it stands somewhere at once, also out of the tray. */
  begin() {
    this.aim(null);
    this.board.axis.hold(this.from, this.to);
    this.draw();
  }

  grab({ x, y }) {
    this.grabbed = { minute: this.minute(x), y };
    this.label = this.made("board__label", this.board);
  }

  minute(x) {
    const { left, width } = this.band.parentNode.getBoundingClientRect();
    return this.board.axis.first + ((x - left) / width) * this.board.axis.length;
  }

  follow({ x, y }) {
    const before = this.state();
    this.isOut = !this.board.isOver(x, y);
    if (this.isOut) this.return();
    else {
      this.pull(this.minute(x));
      if (this.mode === "move") this.aim(document.elementFromPoint(x, y)?.closest(".board-row"));
    }
    if (before !== this.state()) this.draw();
    this.label.textContent = this.hint(y);
    const space = document.documentElement.clientWidth - this.label.offsetWidth - 8;
    this.label.style.transform = `translate(${Math.max(Math.min(x + 14, space), 8)}px, ${y + 18}px)`;
    return before !== this.state();
  }

  pull(minute) {
    this.isStopped = false;
    const by = minute - this.grabbed.minute;
    const { from, to } = this.origin;
    if (this.isNew) this.moveTo(near(minute - NEW_LENGTH / 2));
    else if (this.mode === "start") this.startAt(near(from + by));
    else if (this.mode === "end") this.to = Math.max(near(to + by), from + STEP);
    else this.moveTo(Math.abs(by) < STEP / 2 ? from : near(from + by));
  }

  startAt(asked) {
    const first = Math.min(this.origin.from, this.board.axis.earliest);
    this.isStopped = asked < first;
    this.from = Math.min(Math.max(asked, first), this.to - STEP);
  }

  state() { return `${this.from} ${this.to} ${this.row} ${this.isOut}`; }

  hint(y) {
    const { sayOut, sayEnd, sayRows } = this.board.dataset;
    if (this.isOut) return sayOut;
    if (this.isStopped) return `${this.words()}. ${sayEnd}`;
    const isAside = sayRows && this.mode === "move" && !this.isNew && Math.abs(y - this.grabbed.y) > SLACK * 2;
    return isAside ? `${this.words()}. ${sayRows}` : this.words();
  }

  step(by, changesLength) {
    this.isStopped = false;
    const next = (minute) => (by > 0 ? Math.floor(minute / STEP) + 1 : Math.ceil(minute / STEP) - 1) * STEP;
    if (changesLength) this.to = Math.max(next(this.to), this.from + STEP);
    else this.moveTo(next(this.from));
    this.board.axis.hold(this.from, this.to);
    this.draw();
    this.board.reveal(this.band);
    return !this.isStopped;
  }

  stepRow(by) {
    const rows = this.rowsToGo();
    if (!rows.length) return false;
    const own = this.target ?? this.item.closest(".board-row");
    const at = rows.indexOf(own);
    this.aim(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
    this.draw();
    this.target?.scrollIntoView({ block: "nearest" });
    return true;
  }

  rowsToGo() { return [...this.board.content.querySelectorAll(`.board-row[data-takes="${this.kind}"]:not([hidden])`)]; }

  /* It begins on the day that is shown, unless it began before that day already. */
  moveTo(from) {
    const { earliest, latest } = this.board.axis;
    const length = this.to - this.from;
    this.from = Math.min(Math.max(from, Math.min(this.origin.from, earliest)), Math.max(this.origin.from, latest - STEP));
    this.to = this.from + length;
    this.isStopped = this.from !== from;
  }

  aim(row) {
    this.target?.classList.remove("board-row--target");
    const takes = row?.dataset.takes && row.dataset.takes === this.kind;
    this.target = takes && row.dataset.row !== this.item.dataset.row ? row : null;
    this.target?.classList.add("board-row--target");
    this.row = this.target ? this.target.dataset.row : null;
    this.haunt(this.target ? [this.target] : this.landings());
  }

  /* Out of the tray it comes into each row of its people, or into that of its place. */
  landings() {
    const keys = this.isNew && !this.isOut ? (this.item.dataset.rows?.split(" ") ?? []) : [];
    return [...this.board.content.querySelectorAll(".board-row")].filter((row) => keys.includes(row.dataset.row));
  }

  /* Copies show in which rows it would stand. */
  haunt(rows) {
    for (const [row, ghost] of this.ghosts) {
      if (rows.includes(row)) continue;
      ghost.remove();
      this.ghosts.delete(row);
    }
    rows.filter((row) => !this.ghosts.has(row)).forEach((row) => {
      const ghost = this.ghost();
      row.querySelector(".board-row__items").append(ghost);
      this.ghosts.set(row, ghost);
    });
  }

  ghost() {
    const ghost = this.item.cloneNode(true);
    ghost.removeAttribute("data-key");
    ghost.className = `board-item board-item--${this.kind} board-item--ghost`;
    ghost.setAttribute("aria-hidden", "true");
    ghost.querySelector("a").removeAttribute("href");
    return ghost;
  }

  draw() {
    const words = this.board.axis.span(this.from, this.to);
    this.board.axis.stretch(this.band, this.from, this.to);
    this.band.hidden = this.isOut;
    this.band.textContent = this.clocks();
    this.ghosts.forEach((ghost) => {
      this.board.axis.stretch(ghost, this.from, this.to);
      ghost.querySelector(".board-item__time").textContent = words;
    });
    this.blocks.forEach((block, number) => {
      if (!this.isNew) this.board.axis.stretch(block, this.from, this.to);
      block.classList.toggle("board-item--leaving", this.row !== null);
      if (!this.isNew || !this.isOut) this.times[number].textContent = this.item.dataset.zones ? this.clocks() : words;
    });
  }

  return() {
    ({ from: this.from, to: this.to } = this.origin);
    this.aim(null);
    this.times.forEach((time, number) => { time.replaceChildren(...this.texts[number]); });
  }

  restore() {
    this.return();
    this.draw();
    this.times.forEach((time, number) => { time.replaceChildren(...this.texts[number]); });
  }

  done() {
    this.target?.classList.remove("board-row--target");
    this.blocks.forEach((block) => block.classList.remove("board-item--held", "board-item--leaving"));
    [this.band, this.label, ...this.ghosts.values()].forEach((part) => part?.remove());
  }

  /* On the clocks of its own place first, where those are others than the board's. */
  clocks() {
    const { zones, zone } = this.item.dataset;
    const here = this.board.axis.span(this.from, this.to);
    return zones ? `${this.board.axis.span(this.from, this.to, zones.split(" "))} ${zone} (${here} ${this.board.dataset.zoneName})` : here;
  }

  words() {
    const title = this.item.querySelector(".board-item__title").textContent;
    const row = this.target ? `, ${this.target.querySelector(".board-row__name").firstChild.textContent.trim()}` : "";
    return `${this.clocks()} ${title}${row}`;
  }

  isElsewhere() {
    return this.isNew || this.row !== null || this.from !== this.origin.from || this.to !== this.origin.to;
  }

  wish() {
    return {
      item: this.key,
      seen: this.item.dataset.seen,
      starts_at: this.board.axis.moment(this.from).toISOString(),
      ends_at: this.board.axis.moment(this.to).toISOString(),
      ...(this.row === null ? {} : { target: this.row, changes_row: "on" }),
    };
  }
}
