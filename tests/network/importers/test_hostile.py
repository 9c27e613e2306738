"""Files made to do harm: each ends in one sentence, within 2 s and 1 GB, and runs nothing.

Each maker writes one. They are opened in processes of their own, whose time and memory are bounded
by the system, one process forked for each from one that has all modules already.
"""

import io
import json
import pickle
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from foreign_models import onnx_of, safetensors_of

h5py = pytest.importorskip("h5py", reason="the extra keras is absent")

SECONDS, BYTES = 2, 2**30
OPENED = """
import json, os, resource, sys
import h5py
from network.importers import import_network
for path in sys.argv[3:]:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
        now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + int(sys.argv[2]),) * 2)
        try:
            told = str(import_network(path, ["relu"]))
        except ValueError as refusal:
            told = f"refused: {refusal}"
        except BaseException as error:
            told = repr(error)
        print(json.dumps([path, told]), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""
MAKERS: dict[str, Callable[[Path], object]] = {}


def maker(name: str):
    """Keep a maker of a file by the file's name."""

    def keep(make: Callable[[Path], object]) -> Callable[[Path], object]:
        MAKERS[name] = make
        return make

    return keep


class Payload:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.target = str(path.parent / "payload")

    def __reduce__(self):
        return Path(self.target).write_text, ("It ran.",)


def zipped(path: Path, files: dict[str, bytes]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def lying_npy(shape: str) -> bytes:
    told = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(told)) + told + bytes(80)


# pickles that run something
@maker("payload.pkl")
@maker("payload.pt")
@maker("payload.joblib")
def a_pickle(path: Path) -> None:
    path.write_bytes(pickle.dumps({"weight": Payload(path)}))


@maker("old_payload.pth")
def an_old_file_of_pytorch(path: Path) -> None:
    magic = 0x1950A86A20F9469CFC6C
    told = (magic, 1001, {}, {"weight": Payload(path)}, [])
    path.write_bytes(b"".join(pickle.dumps(each, 2) for each in told))


@maker("payload_in_zip.pt")
def a_zip_of_pytorch(path: Path) -> None:
    zipped(path, {"a/data.pkl": pickle.dumps({"weight": Payload(path)}, 2)})


@maker("payload.npz")
def an_npz(path: Path) -> None:
    zipped(path, {"W1.npy": npy(np.array([Payload(path)], dtype=object))})


@maker("payload.npy")
def an_npy(path: Path) -> None:
    path.write_bytes(npy(np.array([Payload(path)], dtype=object)))


@maker("payload.h5")
def an_h5(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["W1"] = np.void(pickle.dumps(Payload(path)))


# pickles that take for ever
@maker("doubling.pt")
def a_tuple_of_doubled_tuples_as_a_key(path: Path) -> None:
    code = b"\x80\x02}(" + b")" + b"2\x86" * 100 + b"K\x01u."
    zipped(path, {"a/data.pkl": code})


@maker("far_memo.pt")
def a_memo_at_a_far_place(path: Path) -> None:
    zipped(path, {"a/data.pkl": b"\x80\x02}r" + struct.pack("<I", 2**31 - 1) + b"."})


@maker("marks.pt")
def marks_upon_marks(path: Path) -> None:
    zipped(path, {"a/data.pkl": b"\x80\x02" + b"(" * 2**18 + b"t" * 2**18 + b"."})


@maker("steps.pth")
def an_old_file_of_endless_steps(path: Path) -> None:
    magic = pickle.dumps(0x1950A86A20F9469CFC6C, 2)
    path.write_bytes(magic + b"\x80\x02" + b"N" * 2**24 + b".")


def state_dict(tensors: int, storage: int, shape: tuple[int, ...]) -> bytes:
    """What torch.save writes for tensors that all share one storage."""
    size = b"".join(b"J" + struct.pack("<i", each) for each in shape)
    code = [b"\x80\x02}("]
    for number in range(tensors):
        name = f"{number}.weight".encode()
        code += [b"X", struct.pack("<I", len(name)), name, b"ctorch._utils\n_rebuild_tensor_v2\n(("]
        code += [b"X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpu"]
        code += [b"J", struct.pack("<i", storage), b"tQK\0(", size, b"t(J"]
        code += [struct.pack("<i", shape[-1]), b"K\x01t\x89}tR"]
    return b"".join((*code, b"u."))


@maker("shared.pt")
def tensors_that_share_a_storage_full_of_nothing(path: Path) -> None:
    zipped(path, {"a/data.pkl": state_dict(900, 2**24, (4096, 4096)), "a/data/0": bytes(2**26)})


@maker("many.pt")
def thousands_of_tensors(path: Path) -> None:
    zipped(path, {"a/data.pkl": state_dict(5000, 4, (2, 2)), "a/data/0": bytes(16)})


# archives
@maker("bomb.npz")
def an_array_that_unpacks_to_too_much(path: Path) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive, archive.open("W1.npy", "w") as file:
        for _ in range(257):
            file.write(bytes(2**20))


@maker("lying_member.npz")
def a_member_that_lies_about_its_size(path: Path) -> None:
    zipped(path, {"W1.npy": npy(np.zeros((2000, 2000)))})
    content = path.read_bytes()
    true = struct.pack("<I", 2000 * 2000 * 8 + 128)
    path.write_bytes(content.replace(true, struct.pack("<I", 200)))


@maker("lying_header.npz")
def a_header_that_lies_about_its_shape(path: Path) -> None:
    zipped(path, {"W1.npy": lying_npy("(100000, 100000)")})


@maker("nested_header.npz")
def a_header_of_brackets(path: Path) -> None:
    zipped(path, {"W1.npy": lying_npy("(" * 9000)})


@maker("crowded.npz")
def an_archive_of_thousands_of_files(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.npy", b"")


@maker("config.keras")
def a_config_that_is_too_long(path: Path) -> None:
    zipped(path, {"config.json": b"[" + b"[]," * (6 * 10**6) + b"[]]"})


@maker("nested.keras")
def a_config_that_is_nested(path: Path) -> None:
    zipped(path, {"config.json": b"[" * 10**6, "metadata.json": b"{}", "model.weights.h5": b""})


@maker("schema.skops")
def a_schema_of_empty_lists(path: Path) -> None:
    zipped(path, {"schema.json": b"[" + b"[]," * (5 * 10**6) + b"[]]"})


@maker("shared.skops")
def an_array_shared_by_many_names(path: Path) -> None:
    text = {"content": '"relu"'}
    parts = {
        "activation": text,
        "out_activation_": text,
        "coefs_": {"content": [{"file": "0.npy"}] * 1000},
        "intercepts_": {"content": [{"file": "1.npy"}] * 1000},
    }
    model = {"__class__": "MLPClassifier", "content": {"content": parts}}
    arrays = {"0.npy": npy(np.zeros((2900, 2900))), "1.npy": npy(np.zeros(2900))}
    zipped(path, {"schema.json": json.dumps(model).encode(), **arrays})


# texts
@maker("nested.json")
def lists_in_lists(path: Path) -> None:
    path.write_bytes(b"[" * 10**6)


@maker("empty_lists.json")
def millions_of_empty_lists(path: Path) -> None:
    path.write_bytes(b"[" + b"[]," * (5 * 10**6) + b"[]]")


@maker("small_lists.json")
def millions_of_short_lists(path: Path) -> None:
    path.write_bytes(b"[[[1,2]," + b"[1]," * (4 * 10**6) + b"[]]]")


@maker("long.json")
def a_text_that_is_too_long(path: Path) -> None:
    path.write_bytes(b"[" + b"0," * (9 * 10**6) + b"0]")


@maker("digits.json")
def a_number_of_a_million_digits(path: Path) -> None:
    path.write_bytes(b'{"W1": [[' + b"9" * 10**6 + b"]]}")


# safetensors
@maker("thousands.safetensors")
def thousands_of_layers(path: Path) -> None:
    safetensors_of(path, {f"{number}.weight": np.eye(2) for number in range(5000)})


@maker("orders.safetensors")
def layers_in_no_order(path: Path) -> None:
    safetensors_of(path, {f"{'x' * number}.weight": np.eye(2) for number in range(1, 900)})


@maker("bias.safetensors")
def a_bias_of_tens_of_millions(path: Path) -> None:
    safetensors_of(
        path, {"0.weight": np.eye(2, dtype="f2"), "0.bias": np.zeros(3 * 10**7, dtype="f2")}
    )


@maker("lying.safetensors")
def a_header_longer_than_the_file(path: Path) -> None:
    path.write_bytes(struct.pack("<Q", 2**60) + b"{" + bytes(100))


# HDF5
@maker("deep.h5")
def groups_in_groups(path: Path) -> None:
    with h5py.File(path, "w") as file:
        group = file
        for _ in range(1500):
            group = group.create_group("g")


@maker("crowded.h5")
def thousands_of_groups(path: Path) -> None:
    with h5py.File(path, "w") as file:
        for number in range(8000):
            file.create_group(str(number))


@maker("filled.h5")
def a_fill_value_that_stands_for_a_quarter_gigabyte(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_dataset("W1", (2**13, 2**13), "f4", fillvalue=1)


@maker("gzipped.h5")
def a_gzip_bomb(path: Path) -> None:
    with h5py.File(path, "w") as file:
        shape = 2**12, 2**12
        file.create_dataset("W1", shape, "f4", compression="gzip", chunks=shape)[...] = 0


@maker("texts.h5")
def a_text_shared_many_times(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_dataset("W1", (1000,), h5py.string_dtype())[...] = "a" * 10_000


@maker("config.h5")
def a_config_that_is_nested_deeply(path: Path) -> None:
    with h5py.File(path, "w", libver="latest") as file:
        file.attrs["model_config"] = "[" * 10**6


@maker("outside.h5")
def a_link_to_another_file(path: Path) -> None:
    with h5py.File(path.with_name("secret"), "w") as file:
        file["W1"] = np.eye(2)
    with h5py.File(path, "w") as file:
        file["W1"] = h5py.ExternalLink(str(path.with_name("secret")), "W1")


@maker("circle.h5")
def a_group_that_holds_itself(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["a"] = file.create_group("b")
        file["a/c"] = file["b"]


@maker("texts_in_a_circle.h5")
def a_free_place_of_no_size_among_texts(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file["W1"], file["b1"] = np.eye(3, 12, dtype="f4"), np.zeros(3, dtype="f4")
        file.attrs["model_config"] = "{}"
    content = path.read_bytes()
    start = content.index(b"GCOL")
    path.write_bytes(content[: start + 16] + bytes(16) + content[start + 32 :])


# ONNX
@maker("empty_nodes.onnx")
def millions_of_empty_nodes(path: Path) -> None:
    graph = b"\x0a\x00" * (2 * 10**7)
    length, size = b"", len(graph)
    while size:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
    path.write_bytes(b"\x08\x09\x3a" + length + graph)


@maker("long_chain.onnx")
def thousands_of_nodes_that_do_nothing(path: Path) -> None:
    steps = [("MatMul", [".", "W"], {}), *[("Identity", ["."], {})] * 9000]
    onnx_of(path, [*steps, ("Add", [".", "signal_0"], {})], {"W": np.eye(12, dtype="f4")})


@maker("dimensions.onnx")
def a_tensor_that_lies_about_its_shape(path: Path) -> None:
    onnx = pytest.importorskip("onnx", reason="the extra onnx is absent")
    onnx_of(path, [("MatMul", [".", "W"], {})], {"W": np.eye(12, dtype="f4")})
    model = onnx.load(path)
    model.graph.initializer[0].dims[:] = [2**40, 2**40]
    path.write_bytes(model.SerializeToString())


# MATLAB
HEAD = b"MATLAB 5.0".ljust(124) + struct.pack("<H", 0x100) + b"IM"


@maker("bomb.mat")
def an_element_that_unpacks_to_too_much(path: Path) -> None:
    packing = zlib.compressobj()
    content = b"".join(packing.compress(bytes(2**20)) for _ in range(257)) + packing.flush()
    path.write_bytes(HEAD + struct.pack("<II", 15, len(content)) + content)


@maker("elements.mat")
def millions_of_elements(path: Path) -> None:
    path.write_bytes(HEAD + struct.pack("<II", 1, 0) * (3 * 10**6))


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """What is told of each file, by its name, and the folder of all."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, make in MAKERS.items():
        make(folder / name)
    paths = [str(folder / name) for name in MAKERS]
    told = subprocess.run(
        [sys.executable, "-c", OPENED, str(SECONDS), str(BYTES), *paths],
        capture_output=True,
        text=True,
        check=True,
    )
    return folder, {
        Path(path).name: said for path, said in map(json.loads, told.stdout.splitlines())
    }


@pytest.mark.parametrize("name", MAKERS)
def test_a_hostile_file_is_refused_in_a_sentence_in_time(opened, name) -> None:
    folder, told = opened
    sentence = told.get(name, "no time or memory was left")
    assert sentence.startswith(f"refused: {folder / name} ")
    assert sentence.isprintable()
    assert sentence.endswith(".")
    assert len(sentence) < 500


def test_no_payload_has_run(opened) -> None:
    folder, _ = opened
    assert not (folder / "payload").exists()
    assert pickle.loads((folder / "payload.pkl").read_bytes())  # and it would have
    assert (folder / "payload").exists()
