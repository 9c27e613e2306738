"""Files spoilt at random: each is read, or refused in one sentence within 2 s and 1 GB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_files import hostile_files, sound_files

pytest.importorskip("h5py", reason="the extra keras is absent")
pytest.importorskip("onnx", reason="the extra onnx is absent")
pytest.importorskip("safetensors", reason="the extra safetensors is absent")

SEED, SAMPLE = 19, 120  # of a thousand and more that have been tried
SECONDS, BYTES = 2, 2**30
OPENED = """
import json, os, resource, sys
import h5py, onnx, safetensors, PIL.Image
from pathlib import Path
from network import read_digit
from network.importers import import_network
PIL.Image.init()
pictures = (".png", ".jpeg", ".gif", ".webp", ".bmp", ".tiff", ".ppm")
for path in sorted(Path(sys.argv[3]).iterdir()):
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
        now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + int(sys.argv[2]),) * 2)
        for count in range(4):  # of the layers, whose activations not all files say
            try:
                if path.suffix in pictures:
                    read_digit(path)
                else:
                    import_network(path, ["relu"] * count)
                told = ""
                break
            except ValueError as refusal:
                told = f"refused: {refusal}"
            except BaseException as error:
                told = repr(error)
                break
        print(json.dumps([path.name, told]), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def told_of(files: list[tuple[str, bytes]], folder: Path) -> dict[str, str]:
    """What is said of each file by its name; nothing of one that was read."""
    for name, content in files:
        (folder / name).write_bytes(content)
    told = subprocess.run(
        [sys.executable, "-c", OPENED, str(SECONDS), str(BYTES), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(map(json.loads, told.stdout.splitlines()))


def faults(files: list[tuple[str, bytes]], told: dict[str, str]) -> dict[str, str]:
    """Of each file that is neither read nor refused in one sentence, what became of it."""
    found = {}
    for name, _ in files:
        said = told.get(name, "no time or memory was left")
        is_sentence = said.isprintable() and said.endswith(".") and len(said) < 700
        if said and not (said.startswith("refused: ") and is_sentence):
            found[name] = said
    return found


def test_a_spoilt_file_is_read_or_refused_in_a_sentence_in_time(tmp_path: Path) -> None:
    files = [*hostile_files(SAMPLE, SEED)]
    told = told_of(files, tmp_path)
    assert faults(files, told) == {}
    assert sum(map(bool, told.values())) > SAMPLE / 2  # most of them cannot be read


def test_the_files_that_are_spoilt_can_be_read_as_they_were(tmp_path: Path) -> None:
    files = [(name, content) for name, content in sound_files().items() if "picture" in name]
    assert set(told_of(files, tmp_path).values()) == {""}
