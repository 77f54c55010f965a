"""What a phone's browser takes over the wire to show a public page, first and next time."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError

from agenda.benchmarks.figures import Figure

try:
    from playwright.sync_api import CDPSession, Page, sync_playwright
except ImportError:  # the container of production has none of the tools for development
    sync_playwright = None

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SCREEN = {"width": 390, "height": 844}
FIRST_BUDGET, HTML_BUDGET, SECOND_BUDGET = 200, 15, 15


def visits(name: str, address: str) -> Iterator[Figure]:
    """Measure two visits of a page with an empty browser, in kilobytes (1,000 bytes)."""
    if not (sync_playwright and CHROMIUM):
        yield Figure(f"{name}, visits: not measured without Playwright and Chromium", 0, "KB")
        return
    with phone() as page:
        first = kilobytes(page, address)
        second = kilobytes(page, address)
    yield Figure(f"{name}, first visit", sum(first.values()), "KB", FIRST_BUDGET)
    yield Figure(f"{name}, first visit, its HTML", first["Document"], "KB", HTML_BUDGET)
    yield Figure(f"{name}, second visit", sum(second.values()), "KB", SECOND_BUDGET)


@contextmanager
def phone() -> Iterator["Page"]:
    """Yield a page of a browser that knows nothing yet."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page(viewport=SCREEN, device_scale_factor=3)
        browser.close()


def kilobytes(page: "Page", address: str) -> dict[str, float]:
    """Open a page until nothing more comes; return what came with headers, by kind of file.

    Raises:
        CommandError: the page isn't there.
    """
    network = page.context.new_cdp_session(page)
    kinds, taken = listen(network)
    answer = page.goto(address, wait_until="networkidle")
    network.detach()
    if answer is None or not (answer.ok or answer.status == 304):
        raise CommandError(f"{address} can't be visited: nothing can be measured.")
    by_kind: dict[str, float] = {"Document": 0}
    for request, size in taken.items():
        kind = kinds.get(request, "Other")
        by_kind[kind] = by_kind.get(kind, 0) + size / 1000
    return by_kind


def listen(network: "CDPSession") -> tuple[dict[str, str], dict[str, float]]:
    """Return the kinds and the bytes of files by request, which fill as the browser loads them."""
    kinds: dict[str, str] = {}
    taken: dict[str, float] = {}

    def answered(event: dict[str, str]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, float]) -> None:
        taken[str(event["requestId"])] = event["encodedDataLength"]

    network.send("Network.enable")
    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", finished)
    return kinds, taken
