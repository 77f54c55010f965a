"""The desk's form of a meeting in front of a browser."""


class MeetingForm:
    """The desk's form of a new meeting."""

    def __init__(self, reader):
        self.reader, self.page = reader, reader.page

    def open(self):
        """Open it and wait for its language tabs."""
        self.reader.open("/admin/agenda/meeting/add/")
        self.page.get_by_role("tab").first.wait_for()
        return self

    def save_in_english_only(self, title, day):
        """Fill in what an English form shows, and save."""
        self.page.locator("[name=title_en]").fill(title)
        self.page.locator("[name=date]").fill(day)
        self.page.locator("[name=part_of_day]").select_option("morning")
        self.page.locator("[name=_save]").first.click()
        self.page.locator(".errorlist").first.wait_for(state="attached")
        return self

    def chosen_tab(self, field):
        """Return the language that a field's open tab is in."""
        tabs = self.page.locator(f"[role=tablist]:has(a[href$='{field}_it'])")
        return tabs.locator("[aria-selected=true]").inner_text().strip()
