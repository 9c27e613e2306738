"""The words of the pages around films, in each language."""

import tomllib
from collections.abc import Mapping
from functools import cache

from scenes.lesson.pages import TEMPLATES

BY_DEFAULT = "en"  # for the pages of languages that words.toml does not know


@cache
def all_words() -> Mapping[str, Mapping[str, str]]:
    """Every word in every language."""
    return tomllib.loads((TEMPLATES / "words.toml").read_text(encoding="utf-8"))


def words(language: str) -> Mapping[str, str]:
    """The words of a language; one that has none gets the English ones, under its own code."""
    known = all_words()
    return known.get(language) or {**known[BY_DEFAULT], "language": language}
