import gzip
import hashlib
from pathlib import Path

import numpy as np
import pytest
from typed import left, refusal

from network.datasets import download as downloads
from network.datasets import mnist
from scenes.cli.main import run

pytestmark = pytest.mark.usefixtures("elsewhere")
IMAGES = np.array([0x803, 2, 1, 3], ">u4").tobytes() + bytes(6)
LABELS = np.array([0x801, 2], ">u4").tobytes() + bytes(2)


@pytest.fixture
def folder(elsewhere, monkeypatch) -> Path:
    """A folder with a good file, one of other digits, a damaged one, and one too few."""
    names = list(mnist.DIGESTS)
    whole = hashlib.sha256(IMAGES).hexdigest()
    monkeypatch.setitem(mnist.DIGESTS, names[0], whole)
    folder = elsewhere / "digits"
    folder.mkdir()
    (folder / f"{names[0]}.gz").write_bytes(gzip.compress(IMAGES))
    (folder / names[1]).write_bytes(LABELS)
    (folder / names[2]).write_bytes(IMAGES[:-1])
    return folder


def test_a_folder_is_looked_over_file_by_file(capsys, folder) -> None:
    assert run(["mnist", "digits"]) == 1
    images, labels, broken, missing = capsys.readouterr().out.splitlines()[1:]
    assert images.split(maxsplit=1)[1] == "2 pictures of 1 x 3 pixels, MNIST's own"
    assert labels.split(maxsplit=1)[1] == "2 labels, not those of MNIST"
    assert "cannot be used: " in broken and "ends after 5 bytes" in broken
    assert missing.endswith("is missing")


def test_what_is_fetched_is_put_into_the_cache_and_looked_over(
    capsys, elsewhere, folder, monkeypatch
) -> None:
    monkeypatch.setattr(mnist, "cache_folder", lambda: folder)
    asked = []
    monkeypatch.setattr(
        downloads, "download", lambda to, tell, mirrors: asked.append((to, mirrors))
    )
    assert run(["mnist", "--mirror", "http://127.0.0.1:9"]) == 1
    assert asked == [(folder, ("http://127.0.0.1:9",))]
    assert f"In {folder}:" in capsys.readouterr().out


def test_stopping_is_told_and_keeps_the_half(capsys, elsewhere, folder, monkeypatch) -> None:
    def stop(to: Path, tell: downloads.Tell, mirrors: object) -> None:
        tell("a.gz", 1, 3)
        raise KeyboardInterrupt

    monkeypatch.setattr(mnist, "cache_folder", lambda: folder)
    monkeypatch.setattr(downloads, "download", stop)
    assert run(["mnist"]) == 130
    assert capsys.readouterr().err.endswith(
        "squish: stopped; what has come is kept for the next time.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere"], "There is no folder nowhere"),
        (["digits", "--mirror", "http://127.0.0.1:9"], "leave out --mirror"),
        (["--mirror", "http://127.0.0.1:9"], "127.0.0.1:9 cannot be reached"),
        (
            ["--mirror", "nonsense"],
            "'nonsense' is no mirror; give an address that begins with https",
        ),
        (["--mirror", "file:///tmp"], "'file:///tmp' is no mirror"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    capsys, elsewhere, folder, monkeypatch, arguments, reason
) -> None:
    monkeypatch.setattr(mnist, "cache_folder", lambda: elsewhere / "cache")
    assert reason in refusal(capsys, "mnist", *arguments)
    assert set(left(elsewhere)) <= {"digits", "cache"}
