"""manim's settings for the small films of tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from manim import tempconfig


@contextmanager
def frames(height: int = 480, rate: int = 15, **options: Any) -> Iterator[None]:
    """manim's settings for a small film."""
    settings = {
        "pixel_height": height,
        "pixel_width": 2 * round(height * 8 / 9),
        "frame_rate": rate,
        "progress_bar": "none",
        "verbosity": "WARNING",
        "disable_caching": True,
        **options,
    }
    with tempconfig(settings):
        yield
