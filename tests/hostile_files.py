"""Files of networks and of pictures spoilt in every way, always the same ones for a seed."""

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from PIL import Image
from scipy.io import savemat

from network import draw_digit

MADE = Path(__file__).parent / "network" / "importers"
NETWORKS = {".keras", ".h5", ".pt", ".pth", ".onnx", ".safetensors", ".joblib"}
PICTURES = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
LARGE = (0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 2**40, 2**63 - 1, 2**64 - 1)
Spoil = Callable[[bytes, np.random.Generator], bytes]


def hostile_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many of them, each with a name that ends as its kind of file does."""
    rng, sound = np.random.default_rng(seed), sound_files()
    names = sorted(sound)
    for number in range(count):
        name = names[number % len(names)]
        content = sound[name]
        spoil = SPOILS[int(rng.integers(len(SPOILS)))]
        for _ in range(int(rng.integers(1, 4))):
            content = inside_a_zip(spoil, content, rng)
        yield f"{number}{Path(name).suffix}", content


def sound_files() -> dict[str, bytes]:
    """Files that can be read, of every kind."""
    found = {
        f"{each.parent.name}-{each.name}": each.read_bytes()
        for each in MADE.glob("made_by_*/*")
        if each.suffix in NETWORKS
    }
    weights, biases = np.eye(3, 784, dtype=np.float32), np.zeros(3, dtype=np.float32)
    arrays, listed = io.BytesIO(), {"weights": [weights.tolist()], "biases": [biases.tolist()]}
    np.savez(arrays, W1=weights, b1=biases)
    matrices = io.BytesIO()
    savemat(matrices, {"W1": weights, "b1": biases})
    found |= {"lists.json": json.dumps({"sizes": [784, 3], **listed}).encode()}
    found |= {"arrays.npz": arrays.getvalue(), "matrices.mat": matrices.getvalue()}
    picture = Image.fromarray((255 * draw_digit(3, 6).image).astype("uint8")).resize((90, 90))
    for kind in PICTURES:
        file = io.BytesIO()
        picture.save(file, kind)
        found[f"picture.{kind.lower()}"] = file.getvalue()
    return found


def inside_a_zip(spoil: Spoil, content: bytes, rng: np.random.Generator) -> bytes:
    """Spoil bytes, or of a zip half of the time one member, so that its sums are right."""
    if not content.startswith(b"PK") or rng.random() < 0.5:
        return spoil(content, rng)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            members = {each: archive.read(each) for each in archive.namelist()}
    except Exception:  # it is spoilt already, and zipfile fails in many ways
        return spoil(content, rng)
    if not members:
        return content
    name = sorted(members)[int(rng.integers(len(members)))]
    members[name] = spoil(members[name], rng)
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for each, inside in members.items():
            archive.writestr(each, inside)
    return made.getvalue()


def place_in(content: bytes, rng: np.random.Generator) -> int:
    """Somewhere, half of the time near the beginning, where formats say what follows."""
    most = min(len(content), 200) if rng.random() < 0.5 else len(content)
    return int(rng.integers(max(most, 1)))


def flipped(content: bytes, rng: np.random.Generator) -> bytes:
    spoilt = bytearray(content)
    for _ in range(int(rng.integers(1, 9))):
        if spoilt:
            spoilt[place_in(content, rng)] ^= int(rng.integers(1, 256))
    return bytes(spoilt)


def cut_short(content: bytes, rng: np.random.Generator) -> bytes:
    return content[: place_in(content, rng)]


def repeated(content: bytes, rng: np.random.Generator) -> bytes:
    start, length = place_in(content, rng), int(rng.integers(1, 400))
    times = int(rng.integers(2, 3000))
    return content[:start] + content[start : start + length] * times + content[start:]


def with_a_large_number(content: bytes, rng: np.random.Generator) -> bytes:
    place, size = place_in(content, rng), int(rng.choice([2, 4, 8]))
    value = int(LARGE[int(rng.integers(len(LARGE)))]) % 2 ** (8 * size)
    order = "little" if rng.random() < 0.5 else "big"
    return content[:place] + value.to_bytes(size, order) + content[place + size :]


def with_large_numerals(content: bytes, rng: np.random.Generator) -> bytes:
    found = [*re.finditer(rb"\d+", content)]
    if not found:
        return flipped(content, rng)
    numeral = found[int(rng.integers(len(found)))]
    large = b"9" * int(rng.integers(1, 30))
    return content[: numeral.start()] + large + content[numeral.end() :]


def blanked(content: bytes, rng: np.random.Generator) -> bytes:
    start, length = place_in(content, rng), int(rng.integers(1, 2000))
    return content[:start] + bytes(len(content[start : start + length])) + content[start + length :]


def nested(content: bytes, rng: np.random.Generator) -> bytes:
    place, deep = place_in(content, rng), int(rng.integers(1, 200_000))
    return content[:place] + (b"[" if rng.random() < 0.5 else b'{"a":') * deep + content[place:]


def swapped(content: bytes, rng: np.random.Generator) -> bytes:
    one, two = sorted((place_in(content, rng), place_in(content, rng)))
    return content[two:] + content[one:two] + content[:one]


SPOILS: tuple[Spoil, ...] = (
    *(flipped, cut_short, repeated, with_a_large_number),
    *(with_large_numerals, blanked, nested, swapped),
)
