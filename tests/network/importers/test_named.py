import json

import numpy as np
import pytest
from foreign_models import (
    INPUTS,
    NAMES,
    Arrays,
    agrees,
    made,
    of_pytorch,
    onnx_of,
    outputs,
    refusal,
    safetensors_of,
)
from scipy.io import savemat

from network import Network
from network.importers import base as foreign
from network.importers.importing import import_network, load_network
from network.importers.named import Said


@pytest.mark.parametrize(
    "names", [("0", "2", "10"), ("fc1", "fc2", "out"), ("net.9.fc", "net.10.fc", "net.11.fc")]
)
def test_a_network_of_pytorch_gives_what_it_gave_there(tmp_path, arrays, names) -> None:
    path = of_pytorch(tmp_path / "model.safetensors", arrays, names)
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_a_network_of_flax_gives_what_it_gave_there(tmp_path, arrays) -> None:
    tensors = {}
    for place, (weights, biases) in enumerate(arrays):
        tensors |= {f"params.Dense_{place}.kernel": weights, f"params.Dense_{place}.bias": biases}
    path = safetensors_of(tmp_path / "model.safetensors", tensors)
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_layers_of_one_size_are_taken_in_the_order_of_their_numbers(tmp_path, rng) -> None:
    names = [f"layers.{place}" for place in range(12)]
    arrays = made(rng, (6,) * 13)
    path = of_pytorch(tmp_path / "model.safetensors", arrays, names)
    inputs = INPUTS[:, :6]
    network = import_network(path, ["tanh"] * 12)
    assert agrees(network, outputs(arrays, ["tanh"] * 12, inputs), inputs)


def test_numbers_decide_between_layers_of_one_size_and_one_name(tmp_path, rng) -> None:
    arrays = made(rng, (12, 12, 12, 3))
    path = of_pytorch(tmp_path / "model.safetensors", arrays, ("fc1", "fc2", "out"))
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_many_layers_without_numbers_are_refused_at_once(tmp_path, rng) -> None:
    names = tuple("abcdefghi")
    path = of_pytorch(tmp_path / "model.safetensors", made(rng, (4,) * 10), names)
    assert "the order of a, b, c, d, e, f, g, h, i cannot be told" in refusal(path)
    path = of_pytorch(tmp_path / "model.safetensors", made(rng, (4,) * 9), names[:8])
    assert "more than one order" in refusal(path)


def test_layers_whose_order_is_open_are_refused(tmp_path, rng) -> None:
    arrays = made(rng, (12, 5, 5, 5, 3))
    path = of_pytorch(tmp_path / "model.safetensors", arrays, ("in", "left", "right", "out"))
    assert "more than one order; number them" in refusal(path, ["relu"] * 4)


def test_layers_that_do_not_fit_are_refused(tmp_path, arrays) -> None:
    path = of_pytorch(tmp_path / "model.safetensors", [arrays[0], arrays[2]], ("in", "out"))
    assert "fit together in no order" in refusal(path, NAMES[1:])
    path = of_pytorch(tmp_path / "model.safetensors", [arrays[0], arrays[2]], ("0", "1"))
    assert "Layer 1 has 5 neurons but layer 2 takes 4 inputs" in refusal(path, NAMES[1:])


def test_a_layer_without_biases_has_biases_of_zero(tmp_path, rng) -> None:
    weights = rng.normal(size=(3, 12))
    path = safetensors_of(tmp_path / "model.safetensors", {"weight": weights})
    network = import_network(path, ["identity"])
    assert agrees(network, INPUTS @ weights.T)


@pytest.mark.parametrize(
    ("name", "tensor"),
    [
        ("conv.weight", np.zeros((8, 1, 3, 3), "f4")),
        ("norm.running_mean", np.zeros(5, "f4")),
        ("norm.weight", np.zeros(5, "f4")),
        ("lonely.bias", np.zeros(5, "f4")),
    ],
)
def test_a_tensor_of_no_dense_layer_is_named(tmp_path, arrays, name, tensor) -> None:
    tensors = {"fc.weight": arrays[0][0].T, name: tensor}
    path = safetensors_of(tmp_path / "model.safetensors", tensors)
    assert f"{name} of shape" in refusal(path, ["relu"])


def test_whole_numbers_are_no_weights(tmp_path) -> None:
    path = safetensors_of(tmp_path / "model.safetensors", {"fc.weight": np.zeros((3, 2), "i1")})
    assert "numbers of type int8" in refusal(path, ["relu"])


@pytest.mark.filterwarnings("error")
def test_weights_that_are_not_finite_are_refused_without_a_warning(tmp_path) -> None:
    weights = np.array([[np.inf, -np.inf]], "f4")
    path = safetensors_of(tmp_path / "model.safetensors", {"fc.weight": weights})
    assert "must be finite" in refusal(path, ["relu"], (), 255, 1)


def test_an_npz_that_unpacks_to_too_much_is_refused(tmp_path, small, monkeypatch) -> None:
    small.save(tmp_path / "net.npz")
    monkeypatch.setattr("network.npz.MOST_BYTES", 4000)
    with pytest.raises(ValueError, match="4000 is the most that is read"):
        Network.load(tmp_path / "net.npz")


def test_a_keras_array_that_unpacks_to_too_much_is_refused(tmp_path) -> None:
    h5py = pytest.importorskip("h5py", reason="the extra keras is absent")
    path = tmp_path / "model.weights.h5"
    with h5py.File(path, "w") as content:
        content.create_dataset("layers/dense/vars/0", (2**20, 2**20), "f4", chunks=(16, 16))
    assert path.stat().st_size < 10_000
    assert f"{2**42} bytes" in refusal(path, ["relu"])


def test_one_array_used_over_and_over_is_refused(tmp_path, monkeypatch, rng) -> None:
    monkeypatch.setattr(foreign, "MOST_WEIGHTS", 1000)
    steps = [("MatMul", [".", "W"], {}), ("Relu", ["."], {})] * 20
    path = onnx_of(tmp_path / "model.onnx", steps, {"W": rng.normal(size=(12, 12))})
    assert "1008 weights or more; 1000 is the most" in refusal(path)


NAMINGS = {  # of the first layer; {0} is its number
    "numbered": ("W{0}", "b{0}"),
    "of scikit-learn": ("coefs_{0}", "intercepts_{0}"),
    "of PyTorch": ("layers.{0}.weight", "layers.{0}.bias"),
    "spelled out": ("layer{0}/weights", "layer{0}/biases"),
    "by letters behind": ("dense_{0}_w", "dense_{0}_b"),
}


def named(arrays: Arrays, naming: tuple[str, str]) -> dict[str, np.ndarray]:
    return {
        name.format(place): array
        for place, pair in enumerate(arrays)
        for name, array in zip(naming, pair, strict=True)
    }


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("naming", NAMINGS.values(), ids=NAMINGS)
def test_arrays_of_numpy_are_told_apart_by_names_and_shapes(
    tmp_path, arrays, naming, turned
) -> None:
    pairs = [(weights.T if turned else weights, biases) for weights, biases in arrays]
    np.savez(tmp_path / "model.npz", **named(pairs, naming))
    assert agrees(import_network(tmp_path / "model.npz", NAMES), outputs(arrays))


def test_arrays_without_names_go_in_pairs_or_first_all_weights(tmp_path, arrays) -> None:
    for order in ([each for pair in arrays for each in pair], [*next(zip(*arrays, strict=True))]):
        if len(order) == len(arrays):
            order += [biases for _, biases in arrays]
        np.savez(tmp_path / "model.npz", *order)
        assert agrees(import_network(tmp_path / "model.npz", NAMES), outputs(arrays))


def test_layers_without_numbers_stand_as_they_fit(tmp_path, arrays) -> None:
    words = ("hidden", "second", "output")
    told = {f"{word}_w": weights for word, (weights, _) in zip(words, arrays, strict=True)}
    told |= {f"{word}_b": biases for word, (_, biases) in zip(words, arrays, strict=True)}
    np.savez(tmp_path / "model.npz", **told)
    assert agrees(import_network(tmp_path / "model.npz", NAMES), outputs(arrays))


def test_without_biases_there_are_more_inputs_than_outputs(tmp_path, rng) -> None:
    wih, who = rng.normal(size=(5, 12)), rng.normal(size=(3, 5))
    np.savez(tmp_path / "model.npz", wih=wih, who=who)
    network = import_network(tmp_path / "model.npz", ["tanh", "tanh"])
    assert agrees(network, np.tanh(np.tanh(INPUTS @ wih.T) @ who.T))


def test_square_weights_must_be_told_about(tmp_path, rng) -> None:
    weights = rng.normal(size=(12, 12))
    path = tmp_path / "model.npz"
    np.savez(path, W=weights, b=np.zeros(12))
    assert "add --rows neurons if each row of them belongs to a neuron" in refusal(path, ["tanh"])
    for rows, expected in (("neurons", weights.T), ("inputs", weights)):
        network = import_network(path, ["tanh"], said=Said(rows))
        assert agrees(network, np.tanh(INPUTS @ expected))


def test_a_folder_of_arrays_is_a_network_and_one_of_them_is_none(tmp_path, arrays) -> None:
    for name, array in named(arrays, ("W{0}", "b{0}")).items():
        np.save(tmp_path / f"{name}.npy", array)
    assert agrees(import_network(tmp_path, NAMES), outputs(arrays))
    assert "put the arrays of all layers into one folder" in refusal(tmp_path / "W0.npy")


def test_a_mat_file_is_read_with_and_without_cells(tmp_path, arrays) -> None:
    path = tmp_path / "model.mat"
    savemat(path, named(arrays, ("W{0}", "b{0}")))
    assert agrees(import_network(path, NAMES), outputs(arrays))
    cells = {
        "weights": np.array([weights for weights, _ in arrays], dtype=object),
        "biases": np.array([biases for _, biases in arrays], dtype=object),
        "made_by": "hand",
    }
    savemat(path, cells, do_compression=True)
    assert agrees(import_network(path, NAMES), outputs(arrays))


def test_lists_of_json_are_read_as_people_write_them(tmp_path, arrays) -> None:
    path = tmp_path / "model.json"
    pairs = [[weights.T.tolist(), biases.tolist()] for weights, biases in arrays]
    split = {"weights": [w for w, _ in pairs], "biases": [[[b] for b in each] for _, each in pairs]}
    for told in (pairs, split, named(pairs, ("W{0}", "b{0}")), {"layers": pairs}):
        path.write_text(json.dumps(told))
        assert agrees(import_network(path, NAMES), outputs(arrays))


def test_the_save_format_of_nielsens_book_says_that_all_is_sigmoid(tmp_path, arrays) -> None:
    told = {
        "sizes": [12, 5, 4, 3],
        "weights": [weights.T.tolist() for weights, _ in arrays],
        "biases": [biases[:, None].tolist() for _, biases in arrays],
    }
    path = tmp_path / "model.json"
    path.write_text(json.dumps(told))
    assert "does not say the activations of its 3 layers" in refusal(path)
    path.write_text(json.dumps(told | {"cost": "CrossEntropyCost"}))
    assert agrees(load_network(path), outputs(arrays, ["sigmoid"] * 3))


def test_activations_in_the_lists_are_believed(tmp_path, arrays) -> None:
    told = [
        {"weights": weights.T.tolist(), "biases": biases.tolist(), "activation": name}
        for (weights, biases), name in zip(arrays, NAMES, strict=True)
    ]
    (tmp_path / "model.json").write_text(json.dumps({"layers": told}))
    assert agrees(load_network(tmp_path / "model.json"), outputs(arrays))


def normed(rng, neurons: int, stem: str) -> dict[str, np.ndarray]:
    parts = ("weight", "bias", "running_mean", "running_var")
    arrays = {f"{stem}.{part}": rng.random(neurons) + 0.5 for part in parts}
    return arrays | {f"{stem}.num_batches_tracked": np.array(7)}


def by_hand(norm: dict[str, np.ndarray], signal: np.ndarray) -> np.ndarray:
    scale, offset, mean, variance, _ = norm.values()
    return (signal - mean) / np.sqrt(variance + 1e-5) * scale + offset


@pytest.mark.parametrize(
    ("first", "norm", "second", "batchnorm", "is_before"),
    [
        ("0", "1", "3", "", True),
        ("0", "2", "3", "", False),
        ("0", "2", "4", "before", True),
        ("0", "2", "4", "after", False),
        ("fc1", "bn1", "fc2", "before", True),
        ("fc1", "bn1", "fc2", "after", False),
        ("block.0.0", "block.0.1", "block.1.0", "", True),
    ],
)
def test_a_batchnorm_of_pytorch_stands_where_numbers_or_the_owner_say(
    tmp_path, rng, first, norm, second, batchnorm, is_before
) -> None:
    (w0, b0), (w1, b1) = made(rng, (12, 5, 3))
    parts = normed(rng, 5, norm)
    tensors = {f"{first}.weight": w0.T, f"{first}.bias": b0, f"{second}.weight": w1.T}
    path = safetensors_of(tmp_path / "model.safetensors", tensors | {f"{second}.bias": b1} | parts)
    sums = INPUTS @ w0.astype(float) + b0
    hidden = np.tanh(by_hand(parts, sums)) if is_before else by_hand(parts, np.tanh(sums))
    network = import_network(path, ["tanh", "identity"], said=Said(batchnorm=batchnorm))
    assert agrees(network, hidden @ w1.astype(float) + b1)
    assert "PyTorch's own eps of 1e-05" in network.origin["assumed"][0]
    if batchnorm:
        assert "add --batchnorm before, or --batchnorm after" in refusal(path, ["tanh"] * 2)
