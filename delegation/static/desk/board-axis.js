/* The axis of time, in minutes from where the server begins it: it grows up to midnight on demand. */
const HOUR = 60;

export class Axis {
  constructor(board) {
    this.board = board;
    this.clocks = {};
  }

  read() {
    const { starts, length, earliest, latest, zone } = this.board.dataset;
    Object.assign(this, { starts: Date.parse(starts), usual: Number(length), earliest: Number(earliest), latest: Number(latest), zone });
    this.first = 0;
    this.last = this.usual;
    this.draw();
  }

  get length() { return this.last - this.first; }

  draw() {
    const { style } = this.board;
    style.setProperty("--first", this.first);
    style.setProperty("--last", this.last);
    style.setProperty("--grown", this.length / this.usual);
  }

  /* By an hour to either side; what is seen stays where it is. */
  grow(side) {
    const before = this.length;
    if (side < 0) this.first = Math.max(this.first - HOUR, this.earliest);
    else this.last = Math.min(this.last + HOUR, this.latest);
    if (this.length === before) return false;
    const { grid } = this.board;
    const width = grid.scrollWidth;
    this.draw();
    this.board.view.markNow();
    if (side < 0) grid.scrollBy({ left: grid.scrollWidth - width, behavior: "instant" });
    return true;
  }

  /* Its whole length is what a width is chosen for. */
  fit() {
    this.usual = this.length;
    this.draw();
  }

  hold(from, to) {
    while (from < this.first && this.grow(-1));
    while (to > this.last && this.grow(1));
  }

  stretch(part, from, to) {
    part.style.setProperty("--from", from);
    part.style.setProperty("--to", to);
  }

  minuteOf(moment) { return (moment - this.starts) / 60000; }

  moment(minute) { return new Date(this.starts + minute * 60000); }

  span(from, to, [first, last] = [this.zone, this.zone]) {
    return `${this.clock(first).format(this.moment(from))}–${this.clock(last).format(this.moment(to))}`;
  }

  clock(timeZone) {
    this.clocks[timeZone] ??= new Intl.DateTimeFormat(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone,
    });
    return this.clocks[timeZone];
  }
}
