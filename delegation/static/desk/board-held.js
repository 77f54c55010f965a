/* An item of the board while it is held: where it would stand, in minutes from the left edge. */
const STEP = 15, NEW_LENGTH = 60, FIRST = 120;

export class Held {
  constructor(board, item, mode) {
    Object.assign(this, { board, item, mode, key: item.dataset.key, row: null });
    this.isNew = item.matches(".board-item--tray");
    if (this.isNew) {
      const part = (Date.parse(item.dataset.part) - board.starts) / 60000;
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
    this.band = document.createElement("span");
    this.band.className = "board__band";
    board.content.querySelector(".board__hours").append(this.band);
  }

  /* By keyboard it stands somewhere at once, also out of the tray. */
  begin() { this.draw(); }

  grab(x) {
    this.grabbed = x;
    this.track = this.board.querySelector(".board__hours").getBoundingClientRect();
    this.perMinute = this.track.width / this.board.length;
  }

  follow({ x, y }) {
    const before = `${this.from} ${this.to} ${this.row}`;
    const by = (x - this.grabbed) / this.perMinute;
    const { from, to } = this.origin;
    const near = (minute) => Math.round(minute / STEP) * STEP;
    if (this.isNew) this.moveTo(near((x - this.track.left) / this.perMinute - NEW_LENGTH / 2));
    else if (this.mode === "start") this.from = Math.min(near(from + by), to - STEP);
    else if (this.mode === "end") this.to = Math.max(near(to + by), from + STEP);
    else this.moveTo(Math.abs(by) < STEP / 2 ? from : near(from + by));
    if (this.mode === "move") this.aim(document.elementFromPoint(x, y)?.closest(".board-row"));
    if (before === `${this.from} ${this.to} ${this.row}`) return false;
    this.draw();
    return true;
  }

  step(by, changesLength) {
    const next = (minute) => (by > 0 ? Math.floor(minute / STEP) + 1 : Math.ceil(minute / STEP) - 1) * STEP;
    if (changesLength) this.to = Math.max(next(this.to), this.from + STEP);
    else this.moveTo(next(this.from));
    this.draw();
    return true;
  }

  stepRow(by) {
    const rows = this.rowsToGo();
    if (!rows.length) return false;
    const own = this.target ?? this.item.closest(".board-row");
    const at = rows.indexOf(own);
    this.aim(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
    this.target?.scrollIntoView({ block: "nearest" });
    return true;
  }

  rowsToGo() { return [...this.board.content.querySelectorAll(`.board-row[data-takes="${this.key.split("-")[0]}"]`)]; }

  moveTo(from) {
    const length = this.to - this.from;
    this.from = from;
    this.to = from + length;
  }

  aim(row) {
    this.target?.classList.remove("board-row--target");
    const takes = row?.dataset.takes && row.dataset.takes === this.key.split("-")[0];
    this.target = takes && row.dataset.row !== this.item.dataset.row ? row : null;
    this.target?.classList.add("board-row--target");
    this.row = this.target ? this.target.dataset.row : null;
  }

  draw() {
    const words = this.board.span(this.from, this.to);
    this.board.stretch(this.band, this.from, this.to);
    this.band.textContent = words;
    this.blocks.forEach((block, number) => {
      if (!this.isNew) this.board.stretch(block, this.from, this.to);
      this.times[number].textContent = words;
    });
  }

  restore() {
    ({ from: this.from, to: this.to } = this.origin);
    this.draw();
    this.times.forEach((time, number) => { time.replaceChildren(...this.texts[number]); });
  }

  done() {
    this.target?.classList.remove("board-row--target");
    this.blocks.forEach((block) => block.classList.remove("board-item--held"));
    this.band.remove();
  }

  words() {
    const title = this.item.querySelector(".board-item__title").textContent;
    const row = this.target ? `, ${this.target.querySelector(".board-row__name").textContent}` : "";
    return `${this.board.span(this.from, this.to)} ${title}${row}`;
  }

  isElsewhere() {
    return this.isNew || this.row !== null || this.from !== this.origin.from || this.to !== this.origin.to;
  }

  focus() {
    const row = this.item.closest(".board-row")?.dataset.row;
    return `${row === undefined || this.row !== null ? "" : `[data-row="${CSS.escape(row)}"] `}[data-key="${this.key}"] a`;
  }

  wish() {
    return {
      item: this.key,
      seen: this.item.dataset.seen,
      starts_at: this.board.moment(this.from).toISOString(),
      ends_at: this.board.moment(this.to).toISOString(),
      ...(this.row === null ? {} : { target: this.row, changes_row: "on" }),
    };
  }
}
