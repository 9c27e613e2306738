"""The store: finished films, each in a folder with a stamp that says what it was made of."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from network.atomic import whole_file, whole_folder
from network.plain import read_json
from scenes.batch.render_spec import RenderSpec
from scenes.stage.film import Film

STAMP = "made.json"
CAPTIONS = (".vtt", ".srt")


def stamped(spec: RenderSpec, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a film and their stamp: the digest of the spec, and the size of each.

    Captions are not in the stamp: they may be written anew without the film.
    """
    sizes = {name: len(held) for name, held in files.items() if not name.endswith(CAPTIONS)}
    stamp = json.dumps({"digest": spec.digest, "bytes": sizes}, indent=1) + "\n"
    return {**files, STAMP: stamp.encode()}


def stands(folder: Path, digest: str) -> bool:
    """Whether a film of this digest stands whole in a folder."""
    try:
        stamp = read_json(folder / STAMP)
        sizes = {name: (folder / name).stat().st_size for name in stamp["bytes"]}
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return bool(stamp == {"digest": digest, "bytes": sizes})


def put(folder: Path, files: Mapping[str, bytes], languages: Sequence[str] | None) -> None:
    """Put a film into its folder, with the captions of some languages; it is there whole or not.

    Raises OSError where nothing can be written.
    """
    with whole_folder(folder) as made:
        for name, held in files.items():
            if languages is None or not name.endswith(CAPTIONS) or name.split(".")[-2] in languages:
                (made / name).write_bytes(held)
        (folder / STAMP).unlink(missing_ok=True)  # until all is replaced, what stands is no film


def caption(folder: Path, spec: RenderSpec, languages: Sequence[str] | None) -> None:
    """See to it that a film in the store has the captions of some languages, as they are now.

    Raises ValueError and OSError as `Film.load` does.
    """
    film = Film.load(folder / spec.film.output, spec.film.script)
    for ending, text in film.caption_files(languages):
        path, held = film.beside(ending), text.encode()
        if not path.is_file() or path.read_bytes() != held:
            with whole_file(path) as made:
                made.write_bytes(held)
