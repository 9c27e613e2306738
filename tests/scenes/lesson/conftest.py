"""The page to play with, open in a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Open, Visit, opened

from network import Network
from network.assets import asset
from scenes.lesson.play import play_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTLED = "document.body.dataset.settled"  # all is shown, said, and in the address


@pytest.fixture(scope="session")
def play_file(tmp_path_factory) -> Path:
    """The page with two networks, as a file."""
    path = tmp_path_factory.mktemp("play") / "play.html"
    names = ("digits", "by_hand")
    networks = {each: Network.load(asset("weights", f"{each}.npz")) for each in names}
    path.write_text(play_page(networks), encoding="utf-8")
    return path


HURRY = """
  const later = setTimeout;
  window.setTimeout = (call, pause = 0, ...rest) => later(call, Math.min(pause, 40), ...rest);
"""  # so that tests do not wait where people would rest


@pytest.fixture
def playing(visit: Open, play_file: Path) -> Callable[..., Visit]:
    """Opens the page at an address, and waits until it has answered."""

    def open_page(fragment: str = "", *about: str, **context: object) -> Visit:
        context.setdefault("before", HURRY)
        seen = visit(f"{play_file.as_uri()}#lang=en&{fragment}", *about, **context)
        seen.until(SETTLED)
        return seen

    return open_page


@pytest.fixture(scope="module")
def one_page(chromium: "Browser", play_file: Path) -> Iterator[Visit]:
    """The page, open once for all tests of a file."""
    seen = opened(chromium, f"{play_file.as_uri()}#lang=en", before=HURRY)
    yield seen
    seen.page.context.close()
