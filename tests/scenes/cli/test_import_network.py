import pickle
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typed import left, refusal

from network import RULES, Network, draw_digit
from network.assets import asset
from scenes.cli.import_network import import_network
from scenes.cli.main import run
from scenes.mobjects.diagram import ABOVE, HEIGHT, MIDDLE, SPREAD

pytestmark = pytest.mark.usefixtures("elsewhere")


@pytest.fixture
def model(elsewhere, small) -> Path:
    """A small network as PyTorch has it, which does not say its activations."""
    library = pytest.importorskip("safetensors.numpy", reason="the extra safetensors is absent")
    tensors = {}
    for place, layer in enumerate(small.layers):
        tensors |= {f"{place}.weight": layer.weights, f"{place}.bias": layer.biases}
    library.save_file(tensors, elsewhere / "model.safetensors")
    return Path("model.safetensors")


SIGMOIDS = ("--activations", "sigmoid, sigmoid,sigmoid")


def test_a_model_is_brought_in_and_what_was_made_of_it_is_told(
    capsys, elsewhere, model, small, scrawl
) -> None:
    arguments = ["import", str(model), "-o", "own.npz", *SIGMOIDS, "--labels", "a,b,c"]
    assert run([*arguments, "--scale", "255", "--offset", "-1"]) == 0
    assert capsys.readouterr().out == (
        "own.npz has 784 - 5 - 4 - 3 neurons, with sigmoid, sigmoid, sigmoid. Its inputs go from "
        "0 to 1, those of model.safetensors from -1 to 254; the first layer's weights make up for "
        "it.\n"
        "No film can be made of it so far: Weights and bias of a neuron that come to 18,341; the "
        "frame has room for sums below 10,000. What it sees is told by: squish explain PICTURE "
        "--network own.npz --no-film\n"
    )
    network = Network.load("own.npz")
    assert network.labels == ("a", "b", "c")
    expected = small.scores(255 * scrawl.pixels - 1)
    np.testing.assert_allclose(network.scores(scrawl.pixels), expected, atol=1e-5)
    assert left(elsewhere) == ["model.safetensors", "own.npz"]


def test_softmax_is_kept_for_bare_scores_and_refused_beside_itself(capsys, model) -> None:
    arguments = ["import", str(model), "-o", "own.npz", "--softmax", "--activations"]
    assert run([*arguments, "relu,relu,identity"]) == 0
    assert Network.load("own.npz").origin["shares"] == "softmax"
    capsys.readouterr()
    assert "leave out --softmax" in refusal(capsys, *arguments, "relu,relu,softmax")


def test_a_model_is_checked_against_its_own_outputs(capsys, elsewhere, model, small, rng) -> None:
    inputs = rng.random((6, 28, 28)).astype(np.float32)
    expected = small.scores(inputs.reshape(6, -1))
    expected[3, 1] += 5e-5
    np.save("in.npy", inputs)
    np.save("out.npy", expected)
    arguments = ["import", str(model), "-o", "own.npz", *SIGMOIDS, "--inputs", "in.npy"]
    assert run([*arguments, "--check", "out.npy"]) == 0
    assert "Its outputs differ from those of the model by 5e-05 at most.\n" in (
        capsys.readouterr().out
    )
    Path("own.npz").unlink()
    np.save("out.npy", expected[::-1])
    assert "differ from the model's own by up to" in refusal(
        capsys, *arguments, "--check", "out.npy"
    )
    assert not Path("own.npz").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "does not say the activations of its 3 layers"),
        (["--activations", "relu"], "1 activations for 3 layers"),
        (["--activations", "a,b,c"], "no activation is called"),
        ([*SIGMOIDS, "--labels", "a,b"], "2 labels for 3 outputs"),
        ([*SIGMOIDS, "--scale", "0"], "tell it nothing"),
        ([*SIGMOIDS, "--scale", "much"], "'much' is not a valid float"),
        ([*SIGMOIDS, "-o", "own.onnx"], "own.onnx does not end in .npz"),
        ([*SIGMOIDS, "-o", "/proc/own.npz"], "Nothing can be written to /proc"),
        ([*SIGMOIDS, "--check", "out.npy"], "Give --check and --inputs together"),
        ([*SIGMOIDS, "--inputs", "in.npy"], "Give --check and --inputs together"),
        ([*SIGMOIDS, "--rescaling", "1/255"], "--rescaling 1/255; give two numbers, such as"),
        ([*SIGMOIDS, "--rescaling", "1/0,0"], "--rescaling 1/0,0; give two numbers, such as"),
        ([*SIGMOIDS, "--rescaling", "nan,0"], "--rescaling nan,0; give two numbers, such as"),
        ([*SIGMOIDS, "--check", "none.npy", "--inputs", "in.npy"], "none.npy: No such file"),
        ([*SIGMOIDS, "--check", "notes.npy", "--inputs", "in.npy"], "notes.npy is not an .npy"),
        ([*SIGMOIDS, "--check", "words.npy", "--inputs", "in.npy"], "words.npy is not an .npy"),
        ([*SIGMOIDS, "--check", "out.npy", "--inputs", "bare.npy"], "Inputs of shape ()"),
    ],
)
def test_a_model_that_cannot_be_brought_in_leaves_nothing(
    capsys, elsewhere, model, arguments, reason
) -> None:
    np.save("in.npy", np.zeros((2, 784)))
    np.save("out.npy", np.zeros((2, 3)))
    np.save("bare.npy", np.float64(3))
    np.save("words.npy", np.array(["a", "b"]))
    Path("notes.npy").write_text("No numbers, but words.")
    before = left(elsewhere)
    assert reason in refusal(capsys, "import", model, "-o", "own.npz", *arguments)
    assert left(elsewhere) == before


@pytest.fixture
def of_bytes(elsewhere) -> Path:
    """The network that the project ships, as if it had been taught brightness from 0 to 255."""
    first, *others = Network.load(asset("weights", "digits.npz")).layers
    arrays = {"W1": first.weights / 255, "b1": first.biases}
    for place, layer in enumerate(others, start=2):
        arrays |= {f"W{place}": layer.weights, f"b{place}": layer.biases}
    np.savez(elsewhere / "model.npz", **arrays)
    return Path("model.npz")


def test_a_network_that_would_be_blind_is_told_of_with_what_to_type(capsys, of_bytes) -> None:
    assert run(["import", str(of_bytes), "-o", "own.npz", *SIGMOIDS]) == 0
    told = capsys.readouterr().out
    assert "% of 500 drawn digits as it is, 99 % with --scale 255; to use that, type the" in told
    assert told.endswith("A film can be made of it: squish explain PICTURE --network own.npz\n")
    assert run(["import", str(of_bytes), "-o", "own.npz", *SIGMOIDS, "--scale", "255"]) == 0
    assert "\nIt reads 99 % of 500 drawn digits.\n" in capsys.readouterr().out


@pytest.mark.parametrize("wanted", [True, False])
def test_in_a_terminal_it_is_asked_what_the_network_shall_be_given(
    capsys, monkeypatch, of_bytes, wanted
) -> None:
    asked = []
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"scenes.cli.import_network.sys.{stream}.isatty", lambda: True)
    monkeypatch.setattr("click.confirm", lambda text, **_: asked.append(text) or wanted)
    assert run(["import", str(of_bytes), "-o", "own.npz", *SIGMOIDS]) == 0
    assert [each.endswith("99 % with --scale 255: use that?") for each in asked] == [True]
    assert Network.load("own.npz").origin["scale"] == (255 if wanted else 1)


def test_dark_ink_column_after_column_is_asked_for(capsys, model, small, scrawl) -> None:
    arguments = ["import", str(model), "-o", "own.npz", *SIGMOIDS, "--inverted", "--transposed"]
    assert run(arguments) == 0
    expected = small.scores(1 - scrawl.image.T.ravel())
    np.testing.assert_allclose(Network.load("own.npz").scores(scrawl.pixels), expected, atol=1e-5)


def test_a_program_is_refused_with_the_lines_that_help_below_the_sentence(
    capsys, elsewhere
) -> None:
    Path("model.pkl").write_bytes(pickle.dumps(["sklearn"]))
    assert run(["import", "model.pkl", "-o", "own.npz"]) == 2
    assert capsys.readouterr().err == (
        "squish: model.pkl cannot be brought in: it is a pickle of scikit-learn, and nothing in a "
        "file is run here; if you trust it, type this in Python and bring in what it writes.\n"
        "  import joblib, skops.io\n"
        "  model = joblib.load('model.pkl')\n"
        '  skops.io.dump(model, "model.skops")\n'
    )
    assert left(elsewhere) == ["model.pkl"]


def test_a_look_at_a_network_is_a_picture_in_which_its_outputs_are_lit(elsewhere, rng) -> None:
    weights = rng.normal(0, 0.1, (200, 784)), rng.normal(0, 0.3, (3, 200))
    np.savez("raw.npz", W1=weights[0], b1=np.zeros(200), W2=weights[1], b2=np.zeros(3))
    arguments = ["import", "raw.npz", "-o", "own.npz", "--activations", "relu,softmax"]
    assert run([*arguments, "--labels", "3,5,x", "--look", "look.png"]) == 0
    assert left(elsewhere) == ["look.png", "own.npz", "raw.npz"]
    with Image.open("look.png") as picture:
        assert picture.size == (1920, 1080)
        seen = np.asarray(picture) / 255
    scores = Network.load("own.npz").scores(draw_digit(3, 6).pixels)
    height, unit = HEIGHT * (1 - ABOVE), 1080 / 8
    middle = MIDDLE - HEIGHT * ABOVE / 2
    places = [540 - unit * (middle + height / 3 * (1 - each)) for each in range(3)]
    lit = [seen[round(y), round(960 + unit * SPREAD[1])].mean() for y in places]
    np.testing.assert_allclose(lit, scores, atol=0.02)


def test_no_look_is_written_of_what_cannot_be_filmed(capsys, elsewhere, rng) -> None:
    np.savez("raw.npz", W1=rng.normal(0, 0.1, (3, 784)), b1=np.zeros(3))
    arguments = ["import", "raw.npz", "-o", "own.npz", "--activations", "softmax"]
    assert "needs a hidden layer" in refusal(capsys, *arguments, "--look", "look.png")
    assert "does not end in .png" in refusal(capsys, *arguments, "--look", "look.jpg")
    assert left(elsewhere) == ["raw.npz"]


@pytest.fixture
def of_eight(elsewhere) -> Path:
    """A network that has learnt scikit-learn's own digits, 8 x 8 of 0 to 16."""
    datasets = pytest.importorskip("sklearn.datasets", reason="scikit-learn is absent")
    from sklearn.neural_network import MLPClassifier

    given, labels = datasets.load_digits(return_X_y=True)
    network = MLPClassifier((32,), random_state=1, max_iter=60).fit(given, labels)
    arrays = {}
    for place in range(2):
        arrays |= {f"coefs_{place}": network.coefs_[place]}
        arrays |= {f"intercepts_{place}": network.intercepts_[place]}
    np.savez(elsewhere / "eight.npz", **arrays)
    return Path("eight.npz")


@pytest.mark.filterwarnings("ignore")
def test_how_digits_get_the_size_of_eight_pixels_is_found(capsys, of_eight) -> None:
    arguments = ["import", str(of_eight), "-o", "own.npz", "--activations", "relu,softmax"]
    assert run([*arguments, "--scale", "16"]) == 0
    told = capsys.readouterr().out
    assert "Digits get its size by --fit box" in told
    assert "A film can be made of it" in told
    assert Network.load("own.npz").origin["fit"] == "box"
    assert run([*arguments, "--scale", "16", "--fit", "mass"]) == 0
    assert Network.load("own.npz").origin["fit"] == "mass"
    capsys.readouterr()
    assert "--fit" in refusal(capsys, *arguments, "--fit", "half")


def test_the_rules_that_are_offered_are_those_there_are() -> None:
    (fit,) = (each for each in import_network.params if each.name == "fit")
    assert [*fit.type.choices] == [*RULES]
