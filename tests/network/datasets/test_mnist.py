import gzip
import hashlib
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.datasets import mnist
from network.datasets.mnist import (
    DIGESTS,
    IMAGES_MAGIC,
    LABELS_MAGIC,
    LabelledDigits,
    cache_folder,
    file_names,
    find_file,
    fingerprint,
    fingerprints,
    read_idx,
    read_part,
)

IMAGES = np.arange(3 * 4 * 5, dtype=np.uint8).reshape(3, 4, 5)
LABELS = np.array([7, 0, 9], np.uint8)


def idx(array: np.ndarray, magic: int) -> bytes:
    return np.array([magic, *array.shape], ">u4").tobytes() + array.tobytes()


def written(folder: Path, content: bytes) -> Path:
    path = folder / "some-idx3-ubyte"
    path.write_bytes(content)
    return path


def test_images_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = written(tmp_path, idx(IMAGES, IMAGES_MAGIC))
    np.testing.assert_array_equal(read_idx(path, IMAGES_MAGIC), IMAGES)


def test_a_packed_file_holds_the_same_as_a_plain_one(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(idx(IMAGES, IMAGES_MAGIC)))
    np.testing.assert_array_equal(read_idx(path, IMAGES_MAGIC), IMAGES)


def test_labels_are_refused_where_images_are_wanted(tmp_path: Path) -> None:
    path = written(tmp_path, idx(LABELS, LABELS_MAGIC) + bytes(20))
    with pytest.raises(ValueError, match=r"begins with the number 2049; here it must be 2051\."):
        read_idx(path, IMAGES_MAGIC)


@pytest.mark.parametrize(("change", "told"), [(-1, "ends after 59 bytes"), (1, "goes on")])
def test_a_file_of_another_length_than_it_says_is_refused(
    tmp_path: Path, change: int, told: str
) -> None:
    content = (idx(IMAGES, IMAGES_MAGIC) + b"?")[: 16 + 60 + change]
    with pytest.raises(ValueError, match=rf"{told}, where its header promises 60 bytes;"):
        read_idx(written(tmp_path, content), IMAGES_MAGIC)


@pytest.mark.parametrize("length", [0, 1, 15])
def test_a_file_shorter_than_its_header_is_refused(tmp_path: Path, length: int) -> None:
    path = written(tmp_path, idx(IMAGES, IMAGES_MAGIC)[:length])
    with pytest.raises(ValueError, match=f"cut off: {length} bytes, .* takes 16"):
        read_idx(path, IMAGES_MAGIC)


def test_a_header_that_promises_more_than_memory_holds_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, np.array([IMAGES_MAGIC, *3 * [2**32 - 1]], ">u4").tobytes())
    with pytest.raises(ValueError, match=r"promises 79,22.* bytes; 268,435,456 are the most"):
        read_idx(path, IMAGES_MAGIC)


@pytest.mark.parametrize("damage", ["cut off", "a flipped byte", "a foreign tail"])
def test_a_damaged_gzip_file_is_refused(tmp_path: Path, damage: str) -> None:
    packed = bytearray(gzip.compress(idx(IMAGES, IMAGES_MAGIC)))
    if damage == "cut off":
        del packed[-12:]
    elif damage == "a flipped byte":
        packed[-6] ^= 0xFF
    else:
        packed += b"no gzip"
    with pytest.raises(ValueError, match="is a damaged gzip file"):
        read_idx(written(tmp_path, bytes(packed)), IMAGES_MAGIC)


def test_each_image_needs_a_label() -> None:
    with pytest.raises(ValueError, match=r"3 images but 2 labels; each image needs one\."):
        LabelledDigits(IMAGES, LABELS[:2])


def test_a_part_is_read_from_its_two_files(tmp_path: Path) -> None:
    images, labels = file_names("t10k")
    (tmp_path / images).write_bytes(idx(IMAGES, IMAGES_MAGIC))
    (tmp_path / f"{labels}.gz").write_bytes(gzip.compress(idx(LABELS, LABELS_MAGIC)))
    part = read_part(tmp_path, "t10k")
    np.testing.assert_array_equal(part.images, IMAGES)
    np.testing.assert_array_equal(part.labels, LABELS)


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    message = (
        f"No train-images-idx3-ubyte or train-images-idx3-ubyte.gz in {tmp_path}; squish mnist"
    )
    with pytest.raises(FileNotFoundError, match=re.escape(message)):
        read_part(tmp_path, "train")


def test_full_ink_is_a_brightness_of_1() -> None:
    pixels = LabelledDigits(np.array([[[0, 51], [255, 102]]], np.uint8), LABELS[:1]).pixels
    np.testing.assert_allclose(pixels, [[0, 0.2, 1, 0.4]], rtol=1e-6)


def test_a_fingerprint_is_of_the_unpacked_bytes(tmp_path: Path) -> None:
    names = list(DIGESTS)
    for name in names:
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(name.encode()))
    expected = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    assert fingerprints(tmp_path) == expected


def test_the_plain_file_goes_before_the_packed_one(tmp_path: Path) -> None:
    for name in ("some", "some.gz"):
        (tmp_path / name).touch()
    assert find_file(tmp_path, "some") == tmp_path / "some"


@settings(max_examples=200, deadline=None)
@given(
    packed=st.booleans(),
    cut=st.floats(0, 2),
    place=st.floats(0, 1, exclude_max=True),
    byte=st.integers(0, 255),
)
def test_a_damaged_file_is_refused_or_of_the_shape_that_it_promises(
    packed, cut, place, byte, damage
) -> None:
    content = idx(IMAGES, IMAGES_MAGIC)
    broken = bytearray(gzip.compress(content, mtime=0) if packed else content)
    broken[int(place * len(broken))] ^= byte
    if cut < 1:
        del broken[int(cut * len(broken)) :]
    path = written(damage, bytes(broken))
    try:
        images = read_idx(path, IMAGES_MAGIC)
    except ValueError as refusal:
        assert "\n" not in str(refusal)
    else:
        if packed:  # whose checksum leaves no room for another content
            np.testing.assert_array_equal(images, IMAGES)
        assert images.shape == tuple(np.frombuffer(bytes(broken[4:16]), ">u4")) or packed


@pytest.fixture(scope="module")
def damage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage")


def bomb(folder: Path, magic: list[int]) -> Path:
    """A packed file of a megabyte of zeros after its header."""
    return written(folder, gzip.compress(np.array(magic, ">u4").tobytes() + bytes(2**20)))


def test_no_more_is_unpacked_than_the_header_promises(tmp_path, monkeypatch) -> None:
    path = bomb(tmp_path, [IMAGES_MAGIC, 3, 4, 5])
    asked = []
    read = gzip.GzipFile.read
    monkeypatch.setattr(gzip.GzipFile, "read", lambda self, n: asked.append(n) or read(self, n))
    with pytest.raises(ValueError, match="goes on, where its header promises 60 bytes"):
        read_idx(path, IMAGES_MAGIC)
    assert sum(asked) == 16 + 60 + 1


def test_what_unpacks_to_more_than_any_data_set_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(mnist, "MOST_BYTES", 2**19)
    path = bomb(tmp_path, [IMAGES_MAGIC, 1, 1024, 1024])
    with pytest.raises(ValueError, match="promises 1,048,576 bytes; 524,288 are the most"):
        read_idx(path, IMAGES_MAGIC)
    with pytest.raises(ValueError, match="holds more than the 524,288 bytes"):
        fingerprint(path)


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {}, "home/.cache"),
        ("linux", {"XDG_CACHE_HOME": "/caches"}, "/caches"),
        ("linux", {"XDG_CACHE_HOME": "caches"}, "home/.cache"),
        ("darwin", {"XDG_CACHE_HOME": "/caches"}, "home/Library/Caches"),
        ("win32", {}, "home/AppData/Local"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local"),
    ],
)
def test_each_system_has_its_cache_folder(monkeypatch, system, variables, folder) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("home"))
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == Path(folder, "squishification", "mnist")
