import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from foreign_models import (
    CHAIN,
    FUNCTIONS,
    INPUTS,
    NAMES,
    SHAPE,
    agrees,
    constants_of,
    fitted,
    h5_of,
    in_a_row,
    keras_of,
    made,
    of_pytorch,
    onnx_of,
    outputs,
    refusal,
    skops_of,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.io import savemat

from network import Network
from network.importers.importing import difference, import_network, load_network


@pytest.fixture
def silent(tmp_path, arrays) -> Path:
    """A model that does not say its activations."""
    return of_pytorch(tmp_path / "model.safetensors", arrays)


@pytest.fixture
def logits(tmp_path, arrays) -> Path:
    """A model whose last layer has no activation."""
    return onnx_of(tmp_path / "model.onnx", CHAIN[:-1], constants_of(arrays))


def test_a_file_that_is_silent_about_activations_tells_how_to_give_them(silent) -> None:
    assert "--activations sigmoid,sigmoid,softmax" in refusal(silent)


def test_activations_must_be_as_many_as_layers(silent) -> None:
    assert "2 activations for 3 layers" in refusal(silent, ["relu", "softmax"])


def test_an_activation_given_must_be_known(silent) -> None:
    assert "no activation is called 'mish'" in refusal(silent, ["relu", "mish", "softmax"])


def test_an_activation_that_the_file_says_otherwise_is_refused(logits) -> None:
    reason = "layer 1 is sigmoid in the file, not tanh"
    assert reason in refusal(logits, ["tanh", "relu", "softmax"])


def test_an_activation_that_the_file_leaves_out_can_be_given(logits) -> None:
    bare = load_network(logits).scores(INPUTS)
    network = import_network(logits, NAMES)
    assert agrees(network, FUNCTIONS["softmax"](bare))


def test_labels_given_are_kept(silent) -> None:
    assert import_network(silent, NAMES, "xyz").labels == ("x", "y", "z")
    assert "2 labels for 3 outputs" in refusal(silent, NAMES, "xy")


def test_scale_and_offset_are_folded_into_the_first_layer(silent, arrays) -> None:
    network = import_network(silent, NAMES, scale=3.25, offset=-0.42)
    assert agrees(network, outputs(arrays, inputs=3.25 * INPUTS - 0.42))


def test_the_origin_tells_file_scale_and_offset(silent, tmp_path) -> None:
    network = import_network(silent, NAMES, scale=255)
    network.save(tmp_path / "own.npz")
    told = {"imported": "model.safetensors", "scale": 255, "offset": 0}
    assert Network.load(tmp_path / "own.npz").origin == told


@pytest.mark.parametrize(("scale", "offset"), [(0, 0), (np.nan, 0), (np.inf, 0), (1, np.nan)])
def test_a_scale_that_tells_nothing_is_refused(silent, scale, offset) -> None:
    assert "tell it nothing" in refusal(silent, NAMES, (), scale, offset)


def test_weights_that_cannot_be_saved_are_refused(silent) -> None:
    assert "3.4e+38 is the most" in refusal(silent, NAMES, (), 1e60)


def test_the_difference_from_the_models_own_outputs_is_the_largest(silent, arrays) -> None:
    inputs = (255 * INPUTS).reshape(-1, 3, 4)
    expected = outputs(arrays, inputs=255 * INPUTS)
    network = import_network(silent, NAMES, scale=255)
    expected[7, 2] += 5e-5
    assert difference(network, inputs, expected, 255) == pytest.approx(5e-5, rel=1e-3)


def test_a_difference_is_taken_at_the_models_own_offset(silent, arrays) -> None:
    network = import_network(silent, NAMES, scale=2, offset=-1)
    inputs = 2 * INPUTS - 1
    assert difference(network, inputs, outputs(arrays, inputs=inputs), 2, -1) < 1e-6


def test_outputs_that_are_not_the_models_are_refused(silent, arrays) -> None:
    network = import_network(silent, NAMES)
    expected = outputs(arrays)
    with pytest.raises(ValueError, match="differ from the model's own by up to"):
        difference(network, INPUTS, expected[::-1])
    with pytest.raises(ValueError, match=r"Outputs of shape \(20, 2\), .* gives \(20, 3\)"):
        difference(network, INPUTS, expected[:, :2])
    with pytest.raises(ValueError, match="by up to nan"):
        difference(network, INPUTS, np.full((20, 3), np.nan))
    with pytest.raises(ValueError, match="one example at least"):
        difference(network, INPUTS[:0], expected[:0])


@pytest.mark.parametrize("name", ["model.h5", "model.pt", "model", "model.npz"])
def test_a_file_of_another_kind_is_refused_by_what_is_in_it(tmp_path, name) -> None:
    (tmp_path / name).write_bytes(b"once upon a time")
    assert "nothing that is known begins like it; .safetensors, .pt" in refusal(tmp_path / name)


def test_a_file_is_known_by_what_is_in_it_whatever_its_name(tmp_path, silent, arrays) -> None:
    named_otherwise = silent.rename(tmp_path / "model.onnx")
    assert agrees(import_network(named_otherwise, NAMES), outputs(arrays))


def test_a_network_of_ours_needs_no_bringing_in(tmp_path, small) -> None:
    small.save(tmp_path / "net.npz")
    assert "is a network of ours; it needs no bringing in" in refusal(tmp_path / "net.npz")
    assert load_network(tmp_path / "net.npz").shape == small.shape


def test_an_archive_of_a_version_to_come_is_refused_as_damaged(tmp_path, small) -> None:
    path = tmp_path / "net.npz"
    small.save(path)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 6] = 249  # of the program that it takes to unpack it
    path.write_bytes(content)
    assert "zip file version 24.9" in refusal(path)


def test_pictures_column_after_column_are_asked_for(tmp_path, rng) -> None:
    arrays = made(rng, (9, 4))
    path = of_pytorch(tmp_path / "model.safetensors", arrays, ("0",))
    network = import_network(path, ["tanh"], transposed=True)
    inputs = INPUTS[:, :9]
    columns = inputs.reshape(-1, 3, 3).swapaxes(1, 2).reshape(-1, 9)
    assert agrees(network, outputs(arrays, ["tanh"], columns), inputs)
    assert difference(network, columns, outputs(arrays, ["tanh"], columns), 1, 0, True) < 1e-6
    path = of_pytorch(tmp_path / "model.safetensors", made(rng, (12, 4)), ("0",))
    assert "12 inputs are no square picture" in refusal(path, ["tanh"], (), 1, 0, True)


def test_a_missing_model_is_named(tmp_path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.onnx"):
        load_network(tmp_path / "gone.onnx")


ENDINGS = [".safetensors", ".keras", ".weights.h5", ".onnx", ".skops"]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", [b"", b"once upon a time", b"PK\x05\x06" + bytes(18)])
def test_a_file_of_something_else_is_refused(tmp_path, ending, content) -> None:
    path = tmp_path / f"model{ending}"
    path.write_bytes(content)
    refusal(path)


KEPT = [".pt", ".pth", ".h5", ".json", ".npz", ".mat"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory, sklearn_mlp) -> dict[str, bytes]:
    """A sound file of each kind."""
    folder = tmp_path_factory.mktemp("whole")
    arrays = made(np.random.default_rng(4), SHAPE)
    of_pytorch(folder / "model.safetensors", arrays)
    keras_of(folder / "model.keras", in_a_row(arrays), arrays)
    h5_of(folder / "model.weights.h5", arrays)
    onnx_of(folder / "model.onnx", CHAIN, constants_of(arrays))
    skops_of(folder / "model.skops", fitted(sklearn_mlp.MLPClassifier((5,)), ["a", "b", "c"]))
    for name in (
        "made_by_pytorch/row.pt",
        "made_by_pytorch/named.pth",
        "made_by_keras/surrounded.h5",
    ):
        kept = Path(__file__).parent / name
        (folder / f"model{kept.suffix}").write_bytes(kept.read_bytes())
    (folder / "model.json").write_text(json.dumps([[w.tolist(), b.tolist()] for w, b in arrays]))
    np.savez(folder / "model.npz", *[each for pair in arrays for each in pair])
    savemat(folder / "model.mat", {"W": arrays[0][0], "b": arrays[0][1]}, do_compression=True)
    return {each: (folder / f"model{each}").read_bytes() for each in ENDINGS + KEPT}


@pytest.fixture(scope="module")
def damaged(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("damaged")


@pytest.mark.parametrize("ending", ENDINGS + KEPT)
@settings(max_examples=40, deadline=None)
@given(cut=st.floats(0, 1), place=st.floats(0, 1, exclude_max=True), byte=st.integers(1, 255))
def test_a_damaged_model_is_refused_or_still_a_network(
    whole, damaged, ending, cut, place, byte
) -> None:
    broken = bytearray(whole[ending])
    broken[int(place * len(broken))] ^= byte
    if cut < 0.5:
        del broken[int(2 * cut * len(broken)) :]
    path = damaged / f"model{ending}"
    path.write_bytes(broken)
    try:
        network = import_network(
            path, () if ending in (".keras", ".onnx", ".skops", ".h5") else NAMES
        )
    except ValueError as refused:
        assert "\n" not in str(refused)
    else:
        assert network.shape[0] > 0


def test_a_missing_package_is_named_with_what_to_type(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "h5py", None)
    path = tmp_path / "model.h5"
    path.write_bytes(b"\x89HDF\r\n\x1a\n")
    assert "type: uv sync --extra keras (or: pip install h5py)" in refusal(path)


def test_an_npz_is_loaded_without_any_importer(tmp_path, small) -> None:
    small.save(tmp_path / "net.npz")
    source = (
        "import sys; from network import Network; Network.load(sys.argv[1]);"
        "print([m for m in ('network.importers.importing', 'h5py', 'onnx') if m in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", source, tmp_path / "net.npz"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "[]\n"
