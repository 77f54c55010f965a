/* Moving items by mouse, pen and finger: a finger waits until the item is picked up, else it scrolls. */
const EDGE = 7, FINGER_EDGE = 16, WIDE = 28, MOVED = 4, TREMBLE = 10, WAIT = 400, RIM = 40, SPEED = 12;

export class Pointer {
  constructor(board) {
    this.board = board;
    board.addEventListener("pointerdown", (event) => this.press(event));
    board.addEventListener("pointermove", (event) => this.pull(event));
    board.addEventListener("pointerup", (event) => this.release(event));
    board.addEventListener("pointercancel", () => this.cancel());
    board.addEventListener("dragstart", (event) => event.preventDefault());
    board.addEventListener("click", (event) => this.click(event), true);
    board.addEventListener("contextmenu", (event) => { if (this.isFinger && board.pressed) event.preventDefault(); });
    board.addEventListener("touchmove", (event) => { if (board.held) event.preventDefault(); }, { passive: false });
  }

  press(event) {
    const { board } = this;
    const item = event.target.closest(".board-item[data-key]");
    this.wasMoved = false;
    if (!item || event.button || !event.isPrimary || board.held || board.busy || board.narrow.matches) return;
    this.isFinger = event.pointerType === "touch";
    const at = { x: event.clientX, y: event.clientY };
    board.pressed = { item, mode: this.modeOf(item, at.x), id: event.pointerId, ...at };
    if (this.isFinger) this.waiting = setTimeout(() => this.lift(), WAIT);
  }

  /* Near an edge it is the length that changes; what is narrow has no edges to take. */
  modeOf(item, x) {
    const { left, right, width } = item.getBoundingClientRect();
    const edge = this.isFinger ? FINGER_EDGE : EDGE;
    if (item.matches(".board-item--tray") || width < (this.isFinger ? WIDE * 3 : WIDE)) return "move";
    return x - left < edge ? "start" : right - x < edge ? "end" : "move";
  }

  lift() {
    const { board } = this;
    const { item, mode, id, x, y } = board.pressed;
    board.take(item, mode);
    board.held.grab({ x, y });
    board.setPointerCapture(id);
    if (this.isFinger) navigator.vibrate?.(20);
    this.wasMoved = true;
  }

  pull(event) {
    const { board } = this;
    if (!board.pressed) return;
    this.at = { x: event.clientX, y: event.clientY };
    if (!board.held) {
      const moved = Math.hypot(this.at.x - board.pressed.x, this.at.y - board.pressed.y);
      if (moved < (this.isFinger ? TREMBLE : MOVED)) return;
      if (this.isFinger) return this.cancel();
      this.lift();
    }
    this.frame ??= requestAnimationFrame(() => this.follow());
    return null;
  }

  follow() {
    this.frame = null;
    const { held } = this.board;
    if (!held || !this.board.pressed) return;
    const isScrolling = this.scroll();
    if (held.follow(this.at)) this.board.changed();
    if (isScrolling) this.frame = requestAnimationFrame(() => this.follow());
  }

  /* Near a rim of the grid there is more to see: it comes by itself. */
  scroll() {
    const { grid } = this.board;
    const { x, y } = this.at;
    if (!this.board.isOver(x, y)) return false;
    const { left, right, top, bottom } = grid.getBoundingClientRect();
    const corner = grid.querySelector(".board__corner").getBoundingClientRect();
    const speed = (depth) => Math.ceil(Math.min(depth / RIM, 1) * SPEED);
    const toward = (at, low, high) => (at < low + RIM ? -speed(low + RIM - at) : at > high - RIM ? speed(at - high + RIM) : 0);
    const { scrollLeft, scrollTop } = grid;
    const side = toward(x, left + corner.width, right);
    grid.scrollBy({ left: side, top: toward(y, top + corner.height, bottom), behavior: "instant" });
    if (grid.scrollLeft !== scrollLeft) return true;
    return this.grow(side, x) || grid.scrollTop !== scrollTop;
  }

  /* At the end of the hours there are more, for what is pulled that way. */
  grow(side, x) {
    const { pressed, axis } = this.board;
    return (x - pressed.x) * side > 0 && axis.grow(side);
  }

  release(event) {
    const { board } = this;
    const { held, pressed } = board;
    clearTimeout(this.waiting);
    board.pressed = null;
    if (!pressed || !held) return board.swap();
    if (this.at) held.follow({ x: event.clientX, y: event.clientY });
    this.at = null;
    return held.isOut ? board.leave() : board.drop();
  }

  cancel() {
    clearTimeout(this.waiting);
    if (!this.board.pressed) return;
    this.board.pressed = null;
    if (this.board.held) this.board.leave();
  }

  click(event) {
    if (this.wasMoved && event.target.closest(".board-item, .board__grid")) event.preventDefault();
    this.wasMoved = false;
  }
}
