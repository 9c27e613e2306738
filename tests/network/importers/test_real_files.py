"""Files that the programs themselves have made: the folders made_by_* say how, in make.py."""

import json
from pathlib import Path

import numpy as np
import pytest
from foreign_models import agrees, refusal

from network.importers.importing import import_network
from network.importers.named import Said

HERE = Path(__file__).parent
CASES = {
    f"{path.parent.name}/{name}": arguments
    for path in sorted(HERE.glob("made_by_*/cases.json"))
    for name, arguments in json.loads(path.read_text()).items()
}
INPUTS = np.random.default_rng(1).random((20, 12)).astype("f4")


@pytest.mark.parametrize("case", CASES)
def test_a_file_gives_what_its_model_gave_in_its_own_program(case) -> None:
    if case.endswith((".h5", ".keras")):
        pytest.importorskip("h5py", reason="the extra keras is absent")
    arguments = dict(CASES[case])
    said = Said(batchnorm=arguments.pop("batchnorm", ""))
    network = import_network(HERE / case, said=said, **arguments)
    with np.load((HERE / case).with_name("answers.npz")) as answers:
        expected = answers[(HERE / case).name]
    assert agrees(network, expected, INPUTS.astype(float))


def test_every_kind_of_program_is_there() -> None:
    assert len(CASES) >= 19


def test_labels_of_scikit_learn_come_along_in_onnx() -> None:
    network = import_network(HERE / "made_by_scikit_learn" / "standard.onnx", scale=255)
    assert network.labels == ("1", "2", "3")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "made_by_pytorch/whole.pt",
            (
                "import torch",
                "model = torch.load('whole.pt', map_location=\"cpu\", weights_only=False)",
                'torch.save(model.state_dict(), "whole_weights.pt")',
            ),
        ),
        (
            "made_by_scikit_learn/standard.joblib",
            (
                "import joblib, skops.io",
                "model = joblib.load('standard.joblib')",
                'skops.io.dump(model, "standard.skops")',
            ),
        ),
    ],
)
def test_a_program_is_refused_with_the_lines_that_help(name, lines) -> None:
    path = HERE / name
    assert "nothing in a file is run here" in refusal(path)
    with pytest.raises(ValueError) as refused:
        import_network(path)
    assert tuple(refused.value.__notes__) == lines
