"""One word for each thing in every language, and a check that scripts keep to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Self

from network.assets import ASSETS
from network.plain import read_toml

GLOSSARY = ASSETS / "script" / "glossary.toml"


@dataclass(frozen=True)
class GlossaryTerm:
    """A thing of the subject: its name and what it means in each language.

    `instead_of` lists words that must not be used for it, in each language.

    Raises ValueError where a language is missing somewhere or where a forbidden word is the name.
    """

    name: str
    words: Mapping[str, str]
    meaning: Mapping[str, str]
    instead_of: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        for kind, said in (("meaning", self.meaning), ("instead_of", self.instead_of)):
            if said.keys() != self.words.keys():
                raise ValueError(
                    f"Term {self.name!r} has words in {', '.join(self.words)} but {kind} in "
                    f"{', '.join(said)}; the languages must agree."
                )
        for language, word in self.words.items():
            if word in self.instead_of[language]:
                raise ValueError(f"Term {self.name!r} is {word!r} and forbids {word!r}.")


@dataclass(frozen=True)
class Glossary:
    """The terms of the subject, and the few words that films write on screen."""

    terms: tuple[GlossaryTerm, ...]
    on_screen: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, path: str | Path = GLOSSARY) -> Self:
        """Read a glossary, by default that of the project.

        Raises FileNotFoundError for a missing file and ValueError for one that is no glossary.
        """
        path = Path(path)
        if not path.is_file():
            raise FileNotFoundError(f"No glossary at {path}; it stands beside the scripts.")
        try:
            told = read_toml(path)
            on_screen = told.pop("on_screen", {})
            return cls(tuple(_term(name, each) for name, each in told.items()), on_screen)
        except KeyError as error:
            raise ValueError(f"{path}: a term lacks {error}; it needs that.") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is no glossary: {error}") from error

    def term(self, name: str) -> GlossaryTerm:
        """The term of a name; raises ValueError where there is none."""
        for term in self.terms:
            if term.name == name:
                return term
        known = ", ".join(term.name for term in self.terms)
        raise ValueError(f"No term {name!r} in the glossary; it has {known}.")

    def written(self, name: str) -> Mapping[str, str]:
        """What films write for a name: a word of `on_screen`, or else a term's.

        Raises ValueError for a name that is neither.
        """
        return self.on_screen[name] if name in self.on_screen else self.term(name).words

    def marked(self, language: str, text: str) -> Iterator[tuple[str, GlossaryTerm | None]]:
        """A text in pieces, with its term each that is one; of two that fit, the longer name."""
        named = [term for term in self.terms if language in term.words]
        named.sort(key=lambda term: -len(term.words[language]))
        patterns = [_pattern(term.words[language]) for term in named]
        for piece in re.split(f"({'|'.join(patterns)})" if named else "$^", text, flags=re.I):
            fitting = (
                term
                for term, pattern in zip(named, patterns, strict=True)
                if re.fullmatch(pattern, piece, re.I)
            )
            yield piece, next(fitting, None)

    def misused(self, language: str, line: str) -> Iterable[tuple[str, str]]:
        """Each forbidden word in a line, and the word of the glossary; paths are left out."""
        text = " ".join(literal for literal, *_ in Formatter().parse(line))
        for term in self.terms:
            for wrong in term.instead_of.get(language, ()):
                if _mentions(text, wrong):
                    yield wrong, term.words[language]


def _mentions(text: str, word: str) -> bool:
    return re.search(_pattern(word), text, re.IGNORECASE) is not None


def _pattern(word: str) -> str:
    """What finds a word in a text; in Latin letters as a whole, in the singular or plural."""
    return rf"\b{re.escape(word)}(?:s|es)?\b" if word.isascii() else re.escape(word)


def _term(name: str, told: Mapping[str, object]) -> GlossaryTerm:
    words = {language: word for language, word in told.items() if isinstance(word, str)}
    forbidden = {language: tuple(each) for language, each in told["instead_of"].items()}  # type: ignore[attr-defined]
    return GlossaryTerm(name, words, told["meaning"], forbidden)  # type: ignore[arg-type]
