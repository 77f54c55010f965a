"""The board as an organiser in front of a browser uses it; its selectors stand here only."""


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

    def drag(self, row, hours, *, edge=False):
        """Drag an item, or its end, by so many hours and let it go."""
        box = self.item(row).bounding_box()
        hour = self.page.locator(".board__hours").bounding_box()["width"] / 15
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
