"""JavaScript modules of a page as one script, so that it works from disk, in one file."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";\n+', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
NAMED = re.compile(
    r"^(?:async )?(?:function|class|const|let) (?:(\w+)|(\{[^}=]*\}|\[[^\]=]*\]) =)", re.MULTILINE
)
INDENT = re.compile(r"^ +", re.MULTILINE)
COMMENT = re.compile(r"/\*\*.*?\*/\s*|^ *//.*?\n", re.MULTILINE | re.DOTALL)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
STRICT = '"use strict";\n'  # as modules are by themselves

Read = Callable[[str], str]  # the text of a file


def bundle(files: Iterable[str], read: Read) -> str:
    """Modules and all that they import as one script, each after those that it stands on.

    They come to share one scope, so no two may give one name to different things. Raises ValueError
    where they do, where modules import each other in a circle or what is not exported, and for
    other kinds of import and export than `import { a } from "./b.js"` and `export function a`.
    """
    texts: dict[str, str] = {}
    for file in files:
        _gather(file, read, texts, ())
    owners: dict[str, str] = {}
    for file, text in texts.items():
        for name in _names(NAMED.finditer(_plain(text))):
            if owners.setdefault(name, file) != file:
                raise ValueError(f"{owners[name]} and {file} both have a {name}; rename one.")
    return STRICT + INDENT.sub("", "\n".join(map(_plain, texts.values())))


def _gather(file: str, read: Read, texts: dict[str, str], above: tuple[str, ...]) -> None:
    """Add a module to the texts, after what it imports."""
    if file in above:
        raise ValueError(f"Modules import each other in a circle: {' > '.join((*above, file))}.")
    if file in texts:
        return
    text = read(file)
    for names, address in IMPORT.findall(text):
        other = _resolved(file, address)
        _gather(other, read, texts, (*above, file))
        exported = set(_names(_exported(texts[other])))
        for name in filter(None, (each.strip() for each in names.split(","))):
            if name not in exported:
                raise ValueError(f"{file} imports {name} from {other}, which does not export it.")
    odd = OTHER.search(_plain(text))
    if odd:
        raise ValueError(f"{file} has a kind of import or export that is not bundled: {odd[0]}")
    texts[file] = text


def _resolved(file: str, address: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(file).parent / address).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _plain(text: str) -> str:
    """A module without its imports, the word `export`, and what only its authors read."""
    return EXPORT.sub("", IMPORT.sub("", COMMENT.sub("", text)))


def _exported(text: str) -> Iterator[re.Match[str]]:
    """What an `export` stands before."""
    found = (NAMED.match(text[each.end() :]) for each in EXPORT.finditer(text))
    return filter(None, found)


def _names(found: Iterable[re.Match[str]]) -> Iterator[str]:
    """The names that are given to things at the beginnings of lines."""
    for each in found:
        alone, several = each.groups()
        yield from [alone] if alone else re.findall(r"\w+(?=\s*[,}\]])", several)
