"""What a film is about, in sentences: each record of its cast, and how it was made."""

import re
from collections.abc import Iterator

from network import ForwardPass
from scenes.lesson.manifest import told_of
from scenes.lesson.page_words import words
from scenes.script.sentence import said
from scenes.stage.film import Film
from scenes.stage.records import network_of

ENDING = re.compile(r"\.\w+$")  # of a picture's file
DIGEST = 12  # characters of a digest by which people know a record


def facts(film: Film, language: str) -> Iterator[str]:
    """A sentence or two for each record of a film's cast, in its order, whatever it is called."""
    known = words(language)
    for record in {id(each): each for each in film.cast.values()}.values():
        if isinstance(record, ForwardPass):
            yield known["facts"].format(
                digit=ENDING.sub("", record.digit.origin) or known["digit"],
                shape="–\u2060".join(map(str, record.shape)),  # no line parts it
                parameters=f"{network_of(record).parameter_count:,}",
                answer=record.answer_label,
                score=said(record.scores.max(), ".3f"),
            )
        else:
            kind, digest = type(record).__name__, str(told_of(record)["sha256"])
            yield known["shown"].format(record=known[kind], digest=digest[:DIGEST])
