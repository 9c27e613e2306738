"""A real browser for the tests of pages: the system's Chromium, and what a page did in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {
    "phone": (360, 740),
    "tablet": (768, 1024),
    "laptop": (1280, 800),
    "projector": (1920, 1080),
    "phone on its side": (844, 390),
    "frame": (640, 360),
}
OWN = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:")  # all else is foreign
FLAGS = ["--force-color-profile=srgb", "--autoplay-policy=no-user-gesture-required"]


SHIFT = """new Promise((done) => {
  let shifted = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) shifted += each.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(shifted), 300);
})"""


@dataclass
class Visit:
    """A page that is open, and what it should not have done."""

    page: "Page"
    errors: list[str] = field(default_factory=list)  # in the console, or thrown
    foreign: list[str] = field(default_factory=list)  # requests to elsewhere; none gets through

    def axe(self) -> list[str]:
        """What axe finds to be hard to use for some people: one line for each element."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]

    def shift(self) -> float:
        """How much has moved that nobody has asked to move: cumulative layout shift."""
        return self.page.evaluate(SHIFT)

    def until(self, expression: str, seconds: float = 8) -> None:
        """Wait until a JavaScript expression is true; what is awaited is in the error if not.

        Playwright's own way evaluates a string in the page, which the policy of ours forbids.
        """
        for _ in range(round(seconds * 20)):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"In {seconds} s it has not come true that {expression}.")

    def hear(self, message: "ConsoleMessage") -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def guard(self, route: "Route") -> None:
        url = route.request.url
        if url.startswith(OWN):
            route.continue_()
        else:
            self.foreign.append(url)
            route.abort()


Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """Chromium, for the tests of one file: others may want an event loop of their own."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS  # root may have none
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


def opened(
    chromium: "Browser",
    where: Path | str,
    size: str = "laptop",
    scheme: str = "light",
    before: str = "",
    **context: object,
) -> Visit:
    """A page that is open, from a file or an address, in a window of a size, in light or dark.

    `before` is JavaScript that runs before the page's own.
    """
    width, height = SIZES[size]
    window = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, **context
    )
    if before:
        window.add_init_script(before)
    made = Visit(window.new_page())
    made.page.on("console", made.hear)
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    window.route("**/*", made.guard)
    made.page.goto(where.absolute().as_uri() if isinstance(where, Path) else where)
    return made


@pytest.fixture
def visit(chromium: "Browser") -> Iterator[Open]:
    """Opens pages as `opened` does, and closes them."""
    with ExitStack() as closing:

        def open_page(where: Path | str, *about: str, **context: object) -> Visit:
            made = opened(chromium, where, *about, **context)
            closing.callback(made.page.context.close)
            return made

        yield open_page
