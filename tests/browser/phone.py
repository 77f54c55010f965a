"""A personal page on somebody's phone, with its network cut and given back."""

from playwright.sync_api import expect

from tests.browser.pages import Reader

KEPT = "kept here: opens without a network"

BENEATH = """() => {
  const it = document.activeElement, bar = document.querySelector(".bar");
  if (bar.contains(it) || it === document.body) return false;
  return it.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1;
}"""


class Phone(Reader):
    """Somebody with a phone in their hand."""

    def open_and_keep(self, address, kept=KEPT):
        """Open a page while there is a network, and wait until the phone has kept it."""
        self.open(address)
        expect(self.page.get_by_text(kept)).to_be_visible()
        return self

    def wait_for_worker(self):
        """Wait until what the page sends goes through the phone's worker."""
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")
        return self

    def lose_network(self):
        """Cut the network, of the page and of its worker."""
        self.page.context.set_offline(True)
        return self

    def find_network(self):
        """Give the network back."""
        self.page.context.set_offline(False)
        return self

    def wait_for(self, text):
        """Wait until a text shows."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def wait_until_gone(self, text):
        """Wait until a text shows no more."""
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)
        return self

    def let_pass(self, hours):
        """Let time pass on the phone's clock."""
        self.page.clock.fast_forward(hours * 3_600_000)
        return self

    def answer(self, item, word, button):
        """Answer the invitation to an item, by the id of its entry on the page."""
        self.begin_to_answer(item, word)
        self.page.locator(f"#{item}").get_by_role("button", name=button).click()
        return self

    def begin_to_answer(self, item, word):
        """Write a word to an item, look elsewhere, and return the field it stands in."""
        entry = self.page.locator(f"#{item}")
        entry.get_by_text("Answer the invitation").click()
        field = entry.get_by_label("A word to the organisers")
        field.fill(word)
        field.blur()
        return field

    def add_private_item(self, title, day, starts, ends):
        """Write down something of one's own."""
        form = self.page.locator("section", has=self.page.locator("#private"))
        if not form.get_by_label("Title").is_visible():
            form.locator("summary").click()
        form.get_by_label("Title").fill(title)
        form.get_by_label("Day").fill(day)
        form.get_by_label("From").fill(starts)
        form.get_by_label("To").fill(ends)
        form.get_by_role("button", name="Add").click()
        return self

    def tick(self, name):
        """Tick somebody on the first boarding list."""
        self.tick_of(name).check()
        return self

    def places_on_the_list(self, names):
        """Return where somebody would tap to tick these people on the first boarding list."""
        boxes = [self.tick_of(name).bounding_box() for name in names]
        return [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]

    def tap(self, *places):
        """Tap places of the screen, whatever stands there."""
        for place in places:
            self.page.mouse.click(*place)
        return self

    def ticked(self):
        """Return who is ticked on the first boarding list."""
        ticks = self.page.locator("boarding-list").first.locator("label:has(:checked)")
        return ticks.all_inner_texts()

    def tick_of(self, name):
        """Return the tick of somebody on the first boarding list."""
        return self.page.locator("boarding-list").first.get_by_label(name)

    def let_copy_expire(self):
        """Make the phone believe that the day has come on which the link expires."""
        self.page.evaluate(
            """async () => {
              for (const name of await caches.keys()) {
                const copy = await caches.open(name);
                for (const request of await copy.keys()) {
                  const page = await copy.match(request);
                  const headers = new Headers(page.headers);
                  if (headers.has("X-Expires")) headers.set("X-Expires", Date.now() - 1);
                  await copy.put(request, new Response(await page.blob(), { headers }));
                }
              }
            }"""
        )
        return self

    def shows_at_once(self, text):
        """Tell whether a text stands above the bar without scrolling."""
        bar = self.page.locator(".bar").bounding_box()
        boxes = [found.bounding_box() for found in self.page.get_by_text(text).all()]
        return any(box and box["y"] + box["height"] <= bar["y"] for box in boxes)

    def bar(self):
        """Return what stands in the bar, each high enough for a thumb."""
        links = [link for link in self.page.locator(".bar a").all() if link.is_visible()]
        assert all(link.bounding_box()["height"] >= 44 for link in links)
        return [link.inner_text().split()[0] for link in links]

    def covered_by_the_bar(self):
        """Press Tab through the page and return what was focused beneath the bar."""
        covered = []
        for _ in self.controls():
            self.page.keyboard.press("Tab")
            if self.page.evaluate(BENEATH):
                covered.append(self.page.evaluate("document.activeElement.innerText"))
        return covered

    def headings(self):
        """Return the titles of the entries on top and below, as they show."""
        return self.page.get_by_role("heading", level=3).all_inner_texts()

    def kept_addresses(self):
        """Return the paths of all that the phone keeps, parts of pages left out."""
        kept = self.page.evaluate(
            """async () => {
              const found = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                  found.push(new URL(request.url).pathname);
              return found;
            }"""
        )
        return sorted(path for path in kept if path.startswith("/p/"))

    def databases(self):
        """Return the names of what is written down on the phone."""
        return self.page.evaluate("indexedDB.databases().then(all => all.map(it => it.name))")
