"""The pages as somebody in front of a browser uses them; selectors stand here only."""

import re
from io import BytesIO
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from delegation.models import Delegate

SIGN_IN = "/accounts/login/"
MOMENT = "?at=2025-04-23T13:45"
LANGUAGES = {"it": "Italiano", "en": "English"}
FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  return {
    name: it === document.body ? "" : `${it.tagName} ${it.innerText || it.name || it.id}`.trim(),
    visible: box.width > 1 && box.height > 1 && (
      (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none"),
  };
}"""
CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter(it => it.type !== "hidden" && it.checkVisibility({contentVisibilityAuto: true}))
  .map(it => `${it.tagName} ${it.innerText || it.name || it.id}`.trim())"""


class Site:
    """The addresses of a mission's pages."""

    def __init__(self, base, mission):
        self.base, self.mission = base, mission
        self.link = mission.personal_links.in_order().first()
        self.item = mission.meetings.for_readers().in_order().last()

    def public(self, language):
        """Return the address of every kind of public page."""
        mission = f"/{language}/missions/{self.mission.slug}/"
        return [
            f"/{language}/missions/",
            mission + MOMENT,
            f"{mission}items/{self.item.pk}/",
            f"{mission}days/{self.item.date}/",
            f"{mission}delegation/",
            f"{mission}firms/",
            f"/{language}/print/{self.mission.slug}/",
            f"/{language}/print/{self.mission.slug}/1/",
            f"/{language}/embed/{self.mission.slug}/",
            f"/{language}/figures/",
            f"/{language}/feedback/?page=/{language}/missions/&useful=no",
            f"/{language}/feedback/thanks/",
            f"/{language}/privacy/",
            f"/{language}/accessibility/",
            f"/{language}/nothing/",
        ]

    def personal(self, language):
        """Return the address of a personal page."""
        return f"/p/{self.link.key}/{language}/{MOMENT}"

    def of_everybody(self, language):
        """Return the address of everybody's personal page."""
        links = self.mission.personal_links.in_order()
        return [f"/p/{link.key}/{language}/{MOMENT}" for link in links]

    def emergency(self):
        """Return the address of an emergency page, which is in both languages."""
        return f"/p/{self.link.key}/emergency/"

    def boarding(self, language):
        """Return the address of the lists that the escort ticks."""
        escort = self.mission.delegates.get(role=Delegate.Role.ESCORT).person
        link = self.mission.personal_links.get(person=escort)
        return f"/p/{link.key}/{language}/boarding/{MOMENT}"


class Reader:
    """Somebody who opens pages; ``complaints`` is what the browser had to say meanwhile."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.complaints = []
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.context.on(
            "request", self.note_request
        )  # the worker's requests are none of the page's

    def note_console(self, message):
        is_own_status = "status of 4" in message.text and message.location["url"] == self.page.url
        if message.type in {"error", "warning"} and not is_own_status:
            self.complaints.append(f"{urlsplit(self.page.url).path}: {message.text}")

    def note_request(self, request):
        if not request.url.startswith((self.base, "data:")):
            self.complaints.append(f"asks another host: {request.url}")

    def open(self, address):
        """Open a page of the site."""
        self.page.goto(self.base + address)
        return self

    def follow(self, name):
        """Click the first link of that name."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()
        return self

    def choose_language(self, language):
        """Click the language in the switcher: on a phone its code stands before its name."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=LANGUAGES[language]).first.click()
        return self

    def speaks(self, language):
        """Ask for pages in a language, where their address names none."""
        self.page.set_extra_http_headers({"Accept-Language": language})
        return self

    def sign_in(self, name, password):
        """Fill in the form of the sign-in page and send it."""
        self.open(SIGN_IN)
        self.page.locator("[name=login]").fill(name)
        self.page.locator("[name=password]").fill(password)
        with self.page.expect_navigation():
            self.page.locator("[name=password]").press("Enter")
        return self

    def now_and_next(self):
        """Return the headings and titles on top of a personal page, with their days.

        A page that its phone's worker has something newer for loads anew: it is waited for.
        """
        self.page.wait_for_load_state("networkidle")
        found = self.page.locator("now-and-next :is(h2, h3, .next-day):visible")
        found.first.wait_for()
        return found.all_inner_texts()

    def unfold(self):
        """Open the first list that is folded up, and return whether its content shows."""
        self.page.locator("summary").filter(visible=True).first.click()
        return self.sees_what_is_folded_up()

    def unfold_all(self):
        """Open everything that is folded up."""
        self.page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
        return self

    def sees_what_is_folded_up(self):
        """Tell whether somebody sees the content of the first list that can be folded up."""
        folded = self.page.locator("details").filter(visible=True).first
        content = folded.locator("ul, article").first
        return content.evaluate("it => it.checkVisibility({contentVisibilityAuto: true})")

    def barriers(self):
        """Return what axe finds wrong, by rule; on personal pages also too small a target."""
        rules = {"target-size": {"enabled": self.path().startswith("/p/")}}
        found = Axe().run(self.page, options={"rules": rules}).response["violations"]
        return {rule["id"]: [node["html"][:120] for node in rule["nodes"]][:3] for rule in found}

    def resize(self, width, *, text=100):
        """Make the window so many pixels wide and the text so many per cent large."""
        self.page.set_viewport_size({"width": width, "height": 700})
        self.page.evaluate(f"document.documentElement.style.fontSize = '{text}%'")
        return self

    def emblem_and_logos(self):
        """Return width and height, as shown, of each emblem of the Union and of each logo."""
        boxes = [picture.bounding_box() for picture in self.page.locator(".funding-line img").all()]
        logos = self.page.locator("img[src^='/logos/']")
        others = [picture.bounding_box() for picture in logos.all()]
        return tuple([(box["width"], box["height"]) for box in found] for found in (boxes, others))

    def overflow(self):
        """Return by how many pixels the page is wider than its window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )

    def broken_words(self):
        """Return the hours, and the names in the bar, that stand on two lines or run over."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll("main time, .bar a")]
              .filter(it => it.checkVisibility() && (it.matches("time")
                ? it.getClientRects().length > 1 : it.scrollWidth > it.clientWidth))
              .map(it => it.innerText)"""
        )

    def cells_outside(self):
        """Return how many cells of tables stand beside the window."""
        return self.page.evaluate(
            "[...document.querySelectorAll('th, td')]"
            ".filter(it => it.getBoundingClientRect().right > innerWidth).length"
        )

    def in_the_dark(self):
        """Ask for dark colours."""
        self.page.emulate_media(color_scheme="dark")
        return self

    def print(self):
        """Look at the page as it is printed, and return how many sheets of A4 it takes."""
        self.page.emulate_media(media="print")
        made = self.page.pdf(format="A4")
        return len(re.findall(rb"/Type\s*/Page\b", made))

    def printed_sheets(self):
        """Return the text of each sheet of A4 that the page is printed on."""
        return [sheet.extract_text() for sheet in PdfReader(BytesIO(self.page.pdf())).pages]

    def copy_link(self):
        """Press the button that copies the page's address, and return what was copied."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.get_by_role("button", name="Copy the link").click()
        self.page.get_by_role("status").get_by_text("The link is copied.").wait_for()
        return self.page.evaluate("navigator.clipboard.readText()")

    def sees_button(self, name):
        """Tell whether somebody sees a button of that name."""
        return self.page.get_by_role("button", name=name).is_visible()

    def sees(self, text):
        """Tell whether somebody sees a text."""
        return self.page.get_by_text(text).filter(visible=True).count() > 0

    def sees_link(self, name):
        """Tell whether somebody sees a link or a button of that name."""
        return self.page.get_by_role("link", name=name).filter(visible=True).count() > 0

    def controls(self):
        """Return what can be pressed, in the order it stands."""
        return self.page.evaluate(CONTROLS)

    def tab_through(self):
        """Press Tab to the end of the page; return what was focused, and what was so unseen."""
        focused, unseen = [], []
        for _ in range(len(self.controls()) + 5):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(FOCUSED)
            if not stop["name"]:
                break
            focused.append(stop["name"])
            if not stop["visible"]:
                unseen.append(stop["name"])
        return focused, unseen

    def press_on(self, name):
        """Press Tab until something of that name is focused, and then Enter.

        A page that is read anew meanwhile begins from its top: so twice round at most.
        """
        for _stop in range(2 * len(self.page.evaluate(CONTROLS)) + 2):
            if self.page.evaluate(FOCUSED)["name"].partition(" ")[2].startswith(name):
                self.page.keyboard.press("Enter")
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"nothing is called {name}")

    def path(self):
        """Return the path of the page that is open."""
        return urlsplit(self.page.url).path
