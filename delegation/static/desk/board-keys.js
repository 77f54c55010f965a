/* The board by keys: one stop of Tab, arrows from item to item, and all that moves an item. */
const SIDEWAYS = { ArrowLeft: -1, ArrowRight: 1 }, UPRIGHT = { ArrowUp: -1, ArrowDown: 1 };

export class Keys {
  constructor(board) {
    this.board = board;
    board.addEventListener("keydown", (event) => this.key(event));
    board.addEventListener("focusin", (event) => {
      if (event.target.matches(".board-item a")) this.stopAt(event.target);
    });
    if ("movable" in board.dataset) document.addEventListener("keydown", (event) => this.anywhere(event), true);
  }

  key(event) {
    const { board } = this;
    const item = event.target.closest(".board-item");
    if (!item || board.narrow.matches || event.ctrlKey || event.metaKey || event.altKey) return;
    if (board.held ? this.move(event) : this.look(item, event)) event.preventDefault();
  }

  /* With an item in hand */
  move({ key, shiftKey }) {
    const { board } = this;
    if (key === "Tab") board.leave();
    else if (key === "Enter") board.drop();
    else if (SIDEWAYS[key]) this.moveTime(SIDEWAYS[key], shiftKey);
    else if (UPRIGHT[key]) this.moveRow(UPRIGHT[key]);
    else return false;
    return key !== "Tab";
  }

  moveTime(by, changesLength) {
    const { held, dataset } = this.board;
    if (held.step(by, changesLength)) this.board.changed();
    else this.board.say(`${held.words()}. ${dataset.sayEnd}`);
  }

  moveRow(by) {
    const { held, dataset } = this.board;
    if (held.stepRow(by)) this.board.changed();
    else if (dataset.sayRows) this.board.say(dataset.sayRows);
  }

  /* With none */
  look(item, { key }) {
    const links = this.linksOf(item.parentNode);
    const at = links.indexOf(item.querySelector("a"));
    if (SIDEWAYS[key]) links[at + SIDEWAYS[key]]?.focus();
    else if (UPRIGHT[key]) this.otherRow(item, UPRIGHT[key])?.focus();
    else if (key === "Home") links[0].focus();
    else if (key === "End") links.at(-1).focus();
    else return this.take(item, key);
    return true;
  }

  take(item, key) {
    const { board } = this;
    if (!("movable" in board.dataset) || !item.dataset.key || board.busy) return false;
    if (key === " ") item.querySelector("a").click();
    else if (key === "Enter") {
      board.take(item);
      board.held.begin();
      board.say(board.dataset.sayHeld.replace("{time}", board.held.words()));
    } else return false;
    return true;
  }

  otherRow(item, by) {
    const lists = [...this.board.content.querySelectorAll(".board-tray ul, .board-row:not([hidden]) .board-row__items")];
    const own = lists.indexOf(item.parentNode);
    const order = by < 0 ? lists.slice(0, own).reverse() : lists.slice(own + 1);
    const links = this.linksOf(order.find((list) => this.linksOf(list).length));
    const from = Number(item.dataset.from ?? 0);
    const away = (link) => Math.abs(Number(link.closest("li").dataset.from ?? 0) - from);
    return links.reduce((best, link) => (best && away(best) <= away(link) ? best : link), null);
  }

  linksOf(list) { return list ? [...list.querySelectorAll(":scope > .board-item a")] : []; }

  /* Esc and Ctrl+Z count wherever the focus is */
  anywhere(event) {
    const { board } = this;
    if (event.key === "Escape" && board.held && !board.dialog.open && !board.busy) {
      event.preventDefault();
      board.pressed = null;
      board.leave();
    }
    if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || board.held || board.dialog.open) return;
    if (event.target.closest?.("input, textarea, select")) return;
    event.preventDefault();
    board.undo();
  }

  /* One stop of Tab: where the focus was last */
  stopAt(link) {
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = link;
    link.tabIndex = 0;
  }

  placed() {
    const { content, narrow } = this.board;
    if (narrow.matches) return;
    content.querySelectorAll(".board-item a:not([tabindex])").forEach((link) => { link.tabIndex = -1; });
    if (content.contains(this.stop) && !this.stop.closest("[hidden]")) return;
    this.stop = null;
    const first = [...content.querySelectorAll(".board-item a")].find((link) => !link.closest("[hidden]"));
    if (first) this.stopAt(first);
  }

  /* Where the focus is, and there again after the board was read anew */
  focused() {
    const item = document.activeElement.closest?.(".board-item[data-key]");
    if (!item || !this.board.content.contains(item)) return null;
    return { key: item.dataset.key, row: item.closest(".board-row")?.dataset.row };
  }

  focus(last) {
    const blocks = this.board.blocks(last.key);
    const own = blocks.find((block) => block.closest(".board-row")?.dataset.row === last.row);
    (own ?? blocks[0])?.querySelector("a").focus();
  }
}
