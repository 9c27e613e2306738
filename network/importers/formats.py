"""Tells by its first bytes what a file of a network is, and which reader takes it."""

from collections.abc import Callable
from pathlib import Path

from network.importers.base import Archive, Unsupported
from network.importers.found import FoundModel
from network.importers.json_file import read_json
from network.importers.keras import read_hdf5, read_keras
from network.importers.matlab import read_mat
from network.importers.named import Said
from network.importers.numpy_files import read_npy_folder, read_npz
from network.importers.onnx import read_onnx
from network.importers.pytorch import OLD_START, read_pytorch, read_pytorch_zip
from network.importers.refused import pickled, program
from network.importers.safetensors import read_safetensors
from network.importers.scikit_learn import read_skops

Reader = Callable[[Path, Said], FoundModel]

READABLE = (
    ".safetensors, .pt and .pth of plain tensors, .keras, .h5, .onnx, .skops, .npz, .json, .mat, "
    "and folders of .npy"
)
COMPRESSED = (
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x78\x01",
    b"\x78\x9c",
    b"\x78\xda",
    b"\x04\x22\x4d\x18",
)
PICKLES = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))
PICKLE_NAMES = (".pkl", ".pickle", ".joblib", ".p")


def reader_of(path: Path) -> Reader:
    """What reads a file, or a folder.

    Raises Unsupported for what is a program, and for what nobody here can read.
    """
    if path.is_dir():
        return _reader_of_folder(path)
    with path.open("rb") as file:
        start = file.read(64)
    size = path.stat().st_size
    if start.startswith(b"PK\3\4"):
        return _reader_of_zip(path)
    if start.startswith(b"\x89HDF\r\n\x1a\n"):
        return read_hdf5
    if start[8:9] == b"{" and int.from_bytes(start[:8], "little") <= size - 8:
        return read_safetensors
    if start.startswith(OLD_START):
        return read_pytorch
    if start.startswith(PICKLES) or path.suffix.lower() in PICKLE_NAMES:
        raise pickled(path)
    if start.startswith(COMPRESSED):
        raise program(path, "joblib")
    if start.startswith(b"MATLAB 7.3"):
        raise program(path, "MATLAB")
    if start.startswith(b"MATLAB 5.0"):
        return read_mat
    if start.lstrip()[:1] in (b"{", b"["):
        return read_json
    if start.startswith(b"\x93NUMPY"):
        if b"'|O'" in start:
            raise program(path, "numpy list")
        raise Unsupported(
            "it is one array; put the arrays of all layers into one folder, named W1.npy, b1.npy, "
            "W2.npy and so on, and give the folder"
        )
    if path.name == "saved_model.pb":
        raise program(path.parent, "SavedModel")
    if start.startswith(b"\x08") and size > len(start) // 2:
        return read_onnx
    raise Unsupported(f"nothing that is known begins like it; {READABLE} are read")


def _reader_of_folder(path: Path) -> Reader:
    if (path / "saved_model.pb").is_file():
        is_of_keras = (path / "keras_metadata.pb").is_file()
        raise program(path, "SavedModel of Keras" if is_of_keras else "SavedModel")
    if any(path.glob("*.npy")):
        return read_npy_folder
    raise Unsupported("it is a folder without any .npy file in it")


def _reader_of_zip(path: Path) -> Reader:
    with Archive(path) as archive:
        names = archive.names
    for told, reader in (
        ("config.json", read_keras),
        ("schema.json", read_skops),
    ):
        if told in names:
            return reader
    if any(name.endswith("data.pkl") for name in names):
        return read_pytorch_zip
    if any(name.endswith(".npy") for name in names):
        return read_npz
    raise Unsupported(f"it is an archive of none of these kinds: {READABLE}")
