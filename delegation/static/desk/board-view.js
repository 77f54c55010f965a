/* How the board is looked at: which rows, how wide an hour, how high a line, and where now is. */
const KEPT = "board-view", MINUTE = 60000;

export class View {
  constructor(board) {
    this.board = board;
    this.tools = board.querySelector(".board-view");
    this.fields = this.tools.elements;
    this.tools.hidden = false;
    const { zoom, isCompact } = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    if (zoom) this.fields.zoom.value = zoom;
    this.fields.compact.checked = isCompact ?? board.content.querySelectorAll(".board-row").length > 12;
    this.tools.addEventListener("submit", (event) => event.preventDefault());
    this.tools.addEventListener("input", (event) => this.changed(event.target));
    board.addEventListener("focusin", (event) => this.describe(event.target));
    board.addEventListener("pointerover", (event) => this.describe(event.target));
    board.addEventListener("pointerleave", () => this.describe(null));
    board.addEventListener("click", (event) => this.goTo(event));
    setInterval(() => this.markNow(), MINUTE);
  }

  /* In the bar below: all that stands at what is pointed at, and what is wrong with it */
  describe(target) {
    if (this.board.held) return;
    const part = target?.closest?.(".board-row__items > li, .board-row__name");
    const names = part?.querySelector("a")?.getAttribute("aria-describedby")?.split(" ") ?? [];
    const parts = part ? [part, ...names.map((name) => document.getElementById(name))] : [];
    this.board.tell(parts.map((one) => one.textContent.replace(/\s+/g, " ").trim()).join(" · "));
  }

  /* From a clash to the items in it */
  goTo(event) {
    const key = event.target.dataset.goto;
    const block = key && this.board.blocks(key).find((one) => !one.closest("[hidden]"));
    if (!block || this.board.narrow.matches) return;
    event.preventDefault();
    event.target.closest("details").open = false;
    block.querySelector("a").focus();
  }

  changed(field) {
    const { grid } = this.board;
    const share = grid.scrollLeft / grid.scrollWidth;
    this.board.axis.fit();
    this.placed();
    grid.scrollLeft = share * grid.scrollWidth;
    if (field.name === "find") return;
    localStorage.setItem(KEPT, JSON.stringify({ zoom: this.fields.zoom.value, isCompact: this.fields.compact.checked }));
  }

  placed() {
    this.board.style.setProperty("--zoom", this.fields.zoom.value || 1);
    this.board.classList.toggle("board--readable", this.fields.zoom.value === "");
    this.board.classList.toggle("board--compact", this.fields.compact.checked);
    const asked = this.fields.find.value.trim().toLocaleLowerCase();
    const rows = [...this.board.content.querySelectorAll(".board-row")];
    rows.forEach((row) => { row.hidden = asked !== "" && !row.textContent.toLocaleLowerCase().includes(asked); });
    this.tools.querySelector("output").textContent = asked ? `${rows.filter((row) => !row.hidden).length} / ${rows.length}` : "";
    this.markNow();
  }

  markNow() {
    const { axis } = this.board;
    const minute = axis.minuteOf(Date.now());
    const mark = this.board.content.querySelector(".board__now");
    mark.hidden = minute < axis.first || minute > axis.last;
    mark.style.setProperty("--from", minute);
  }
}
