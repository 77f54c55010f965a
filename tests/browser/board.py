"""The board as an organiser in front of a browser uses it; its selectors stand here only."""

PASSWORD = "quattro-parole-molto-lunghe"  # noqa: S105 - of a test

SPELLED = """() => {
  const lines = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return new Set([...range.getClientRects()].map((box) => box.top)).size;
  };
  const titles = [...document.querySelectorAll(".board-row .board-item__title")];
  const broken = titles.flatMap(({ firstChild: text }) => [...text.data.matchAll(/\\S+/g)]
    .filter((word) => lines(text, word.index, word.index + word[0].length) > 1)
    .map((word) => word[0]));
  const times = [...document.querySelectorAll(".board-row .board-item__time")];
  const cut = times.filter((time) => !time.offsetWidth || time.scrollWidth > time.clientWidth);
  return [broken, cut.map((time) => time.textContent)];
}"""


class Board:
    """A day of a mission, with what can be done to its items by pointer and by keys."""

    def __init__(self, reader, mission, query="?day=2025-04-23"):
        self.reader, self.page = reader, reader.page
        self.address = f"/admin/delegation/mission/{mission.pk}/board/{query}"

    def open(self):
        """Open the day and wait until its items stand along the axis."""
        self.reader.open(self.address)
        self.page.locator(".board--placed").wait_for()
        return self

    def item(self, row):
        """Return the first block of a meeting or a ride."""
        return self.page.locator(f'[data-key="{row._meta.model_name}-{row.pk}"]').first

    def waits_to_see(self, row, hours):
        """Wait until an item shows these hours."""
        self.item(row).locator(".board-item__time", has_text=hours).wait_for()
        return self

    def drag(self, row, hours, *, edge=False):
        """Drag an item, or its end, by so many hours and let it go, once the board stands still."""
        self.page.locator("mission-board:not([data-reading])").wait_for()
        box = self.item(row).bounding_box()
        hour = self.page.locator(".board__hours").bounding_box()["width"] / 12
        x, y = box["x"] + (box["width"] - 2 if edge else box["width"] / 2), box["y"] + 12
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + hours * hour, y, steps=5)
        self.page.mouse.up()
        return self

    def press(self, row, *keys):
        """Focus an item and press keys."""
        self.item(row).locator("a").focus()
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def take_back(self):
        """Press what takes the last move back."""
        self.page.keyboard.press("Control+z")
        return self

    def waits_to_hear(self, words):
        """Wait until the live region says these words, and return all it says."""
        said = self.page.locator(".board__said", has_text=words)
        said.wait_for(state="attached")
        return said.text_content()

    def note(self):
        """Wait for the note of what went otherwise and return it."""
        note = self.page.get_by_role("alert").locator("span")
        note.wait_for()
        return note.text_content()

    def is_silent(self):
        """Tell whether there is no such note."""
        return self.page.locator(".board__note").is_hidden()

    def hold(self, row, x, y):
        """Pick an item up with the mouse and bring it to a place of the window, still held."""
        box = self.item(row).bounding_box()
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 10)
        self.page.mouse.down()
        self.page.mouse.move(x, y, steps=5)
        return self

    def touch(self, row, hours, *, wait):
        """Lay a finger on an item, wait so many milliseconds, and move it by so many hours."""
        box = self.item(row).bounding_box()
        hour = self.page.locator(".board__hours").bounding_box()["width"] / 12
        x, y = box["x"] + box["width"] / 2, box["y"] + 10
        device = self.page.context.new_cdp_session(self.page)

        def finger(kind, *points):
            spots = [{"x": x, "y": y} for x, y in points]
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

        finger("touchStart", (x, y))
        self.page.wait_for_timeout(wait)
        for step in range(1, 6):
            finger("touchMove", (x + hours * hour * step / 5, y))
        finger("touchEnd")
        return self

    def pull_to_the_rim(self, row, hours):
        """Pick an item up, pull it to the left rim of the hours, and wait till it is at these."""
        box = self.page.locator(".board__hours").bounding_box()
        self.hold(row, box["x"] + 4, self.item(row).bounding_box()["y"] + 10)
        self.page.locator(".board__label", has_text=hours).wait_for()
        return self

    def spelled(self):
        """Return the words in blocks that stand in two lines, and the hours that are cut off."""
        return self.page.evaluate(SPELLED)

    def stops(self):
        """Return how many items the key Tab stops at."""
        return self.page.locator(".board-item a:not([tabindex='-1'])").count()

    def focused(self):
        """Return which item has the focus, and in which row."""
        return self.page.evaluate(
            "[document.activeElement.closest('[data-key]')?.dataset.key,"
            " document.activeElement.closest('.board-row')?.dataset.row]"
        )

    def rows(self):
        """Return the names of the rows that are seen."""
        return self.page.locator(".board-row:visible .board-row__name").all_text_contents()

    def mark_rows(self):
        """Mark the rows as they are in the page now, to tell later which of them stayed in it."""
        self.page.evaluate(
            "document.querySelectorAll('.board-row').forEach((row) => { row.isMarked = true; })"
        )
        return self

    def unmarked_rows(self):
        """Wait until the board has been read anew, and return which rows came with that."""
        self.page.locator("mission-board:not([data-reading])").wait_for()
        return self.page.evaluate(
            "[...document.querySelectorAll('.board-row')].filter((row) => !row.isMarked)"
            ".map((row) => row.dataset.row)"
        )

    def row_keys(self, row):
        """Return in which rows an item stands."""
        return self.page.evaluate(
            "(key) => [...document.querySelectorAll(`.board-row [data-key='${key}']`)]"
            ".map((block) => block.closest('.board-row').dataset.row)",
            f"{row._meta.model_name}-{row.pk}",
        )

    def ghosts(self):
        """Return in which rows a copy shows where the item in hand would stand, and its hours."""
        return self.page.evaluate(
            "[...document.querySelectorAll('.board-row .board-item--ghost')].map((ghost) => ["
            "ghost.closest('.board-row').dataset.row,"
            "ghost.querySelector('.board-item__time').textContent])"
        )

    def find(self, text):
        """Type what rows are to be found by."""
        self.page.get_by_label("Find").fill(text)
        return self

    def question(self):
        """Wait for the question and return it."""
        dialog = self.page.get_by_role("dialog")
        dialog.wait_for()
        return dialog

    def keep(self, reason=""):
        """Keep what the question is about, with a reason."""
        dialog = self.question()
        if reason:
            dialog.locator("[name=reason]").fill(reason)
        dialog.locator("[type=submit]").click()
        dialog.wait_for(state="hidden")
        return self

    def leave(self):
        """Leave it as it was."""
        dialog = self.question()
        dialog.locator("[data-leave]").click()
        dialog.wait_for(state="hidden")
        return self
