import gzip
import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from network.mnist import (
    IMAGES_MAGIC,
    LABELS_MAGIC,
    PARTS,
    LabelledDigits,
    file_names,
    find_file,
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


@pytest.mark.parametrize("change", [-1, 1])
def test_a_file_of_another_length_than_it_says_is_refused(tmp_path: Path, change: int) -> None:
    content = (idx(IMAGES, IMAGES_MAGIC) + b"?")[: 16 + 60 + change]
    with pytest.raises(ValueError, match=f"is {76 + change} bytes long .* promises 76;"):
        read_idx(written(tmp_path, content), IMAGES_MAGIC)


@pytest.mark.parametrize("length", [0, 1, 15])
def test_a_file_shorter_than_its_header_is_refused(tmp_path: Path, length: int) -> None:
    path = written(tmp_path, idx(IMAGES, IMAGES_MAGIC)[:length])
    with pytest.raises(ValueError, match=f"cut off: {length} bytes, .* takes 16"):
        read_idx(path, IMAGES_MAGIC)


def test_a_header_that_promises_more_than_memory_holds_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, np.array([IMAGES_MAGIC, *3 * [2**32 - 1]], ">u4").tobytes())
    with pytest.raises(ValueError, match="is 16 bytes long but its header promises 7922"):
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
    message = f"No train-images-idx3-ubyte or train-images-idx3-ubyte.gz in {tmp_path};"
    with pytest.raises(FileNotFoundError, match=re.escape(message)):
        read_part(tmp_path, "train")


def test_full_ink_is_a_brightness_of_1() -> None:
    pixels = LabelledDigits(np.array([[[0, 51], [255, 102]]], np.uint8), LABELS[:1]).pixels
    np.testing.assert_allclose(pixels, [[0, 0.2, 1, 0.4]], rtol=1e-6)


def test_a_fingerprint_is_of_the_unpacked_bytes(tmp_path: Path) -> None:
    names = [name for part in PARTS for name in file_names(part)]
    for name in names:
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(name.encode()))
    expected = {name: hashlib.sha256(name.encode()).hexdigest() for name in names}
    assert fingerprints(tmp_path) == expected


def test_the_plain_file_goes_before_the_packed_one(tmp_path: Path) -> None:
    for name in ("some", "some.gz"):
        (tmp_path / name).touch()
    assert find_file(tmp_path, "some") == tmp_path / "some"
