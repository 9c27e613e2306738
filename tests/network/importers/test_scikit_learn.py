import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from foreign_models import INPUTS, agrees, fitted, refusal, skops_of

from network.importers import scikit_learn
from network.importers.importing import import_network, load_network


@pytest.mark.parametrize("activation", ["logistic", "tanh", "relu", "identity"])
def test_a_network_of_scikit_learn_gives_what_it_gave_there(
    tmp_path, sklearn_mlp, activation
) -> None:
    model = fitted(sklearn_mlp.MLPClassifier((5, 4), activation=activation), ["a", "b", "c"])
    network = load_network(skops_of(tmp_path / "model.skops", model))
    assert network.labels == ("a", "b", "c")
    assert agrees(network, model.predict_proba(INPUTS))


def test_of_two_classes_the_one_output_stands_for_the_second(tmp_path, sklearn_mlp) -> None:
    model = fitted(sklearn_mlp.MLPClassifier((5,)), [3, 8])
    network = load_network(skops_of(tmp_path / "model.skops", model))
    assert network.labels == ("8",)
    assert agrees(network, model.predict_proba(INPUTS)[:, 1:])


def test_a_regressor_is_a_network_too(tmp_path, sklearn_mlp) -> None:
    model = sklearn_mlp.MLPRegressor(hidden_layer_sizes=(5,)).partial_fit(INPUTS, INPUTS[:, :2])
    network = load_network(skops_of(tmp_path / "model.skops", model))
    assert agrees(network, model.predict(INPUTS))


def test_another_model_of_scikit_learn_is_named(tmp_path, sklearn_mlp) -> None:
    from sklearn.linear_model import LogisticRegression

    path = skops_of(tmp_path / "model.skops", LogisticRegression())
    assert "it holds a LogisticRegression" in refusal(path)
    path = skops_of(tmp_path / "model.skops", sklearn_mlp.MLPClassifier())
    assert "MLPClassifier has not been fitted" in refusal(path)


def rewritten(path: Path, change) -> Path:
    """The same archive, each file passed through `change`."""
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, change(name, content))
    return path


@pytest.fixture
def skops(tmp_path, sklearn_mlp) -> Path:
    return skops_of(
        tmp_path / "model.skops", fitted(sklearn_mlp.MLPClassifier((5,)), ["a", "b", "c"])
    )


def test_pickled_arrays_are_refused(skops) -> None:
    pickled = io.BytesIO()
    np.save(pickled, np.array([{}], dtype=object), allow_pickle=True)
    rewritten(skops, lambda name, old: pickled.getvalue() if name.endswith(".npy") else old)
    assert "it holds Python's objects, pickled" in refusal(skops)


def test_a_schema_that_unpacks_to_too_much_is_refused_unread(skops, monkeypatch) -> None:
    monkeypatch.setattr(scikit_learn, "MOST_TEXT", 50_000)
    rewritten(skops, lambda name, old: old + bytes(100_000) if name.endswith(".json") else old)
    assert skops.stat().st_size < 50_000
    assert "50000 is the most that is read" in refusal(skops)


@pytest.mark.parametrize(
    "scalers",
    [
        lambda scale: [scale.StandardScaler()],
        lambda scale: [scale.StandardScaler(with_mean=False), scale.MaxAbsScaler()],
        lambda scale: [scale.StandardScaler(with_std=False)],
        lambda scale: [scale.MinMaxScaler((-1, 1)), "passthrough"],
    ],
)
def test_scalers_before_the_network_are_folded_in(tmp_path, sklearn_mlp, scalers) -> None:
    from sklearn import pipeline, preprocessing

    network = sklearn_mlp.MLPClassifier((5,), max_iter=5, random_state=1)
    model = pipeline.make_pipeline(*scalers(preprocessing), network)
    model.fit(255 * INPUTS, np.arange(len(INPUTS)) % 3)
    found = import_network(skops_of(tmp_path / "model.skops", model), scale=255)
    assert agrees(found, model.predict_proba(255 * INPUTS))


def test_another_step_of_a_pipeline_is_named(tmp_path, sklearn_mlp) -> None:
    from sklearn.decomposition import PCA
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(PCA(3), fitted(sklearn_mlp.MLPClassifier((5,)), ["a", "b"]))
    path = skops_of(tmp_path / "model.skops", model)
    assert "it holds a PCA; MLPClassifier and MLPRegressor can be brought in" in refusal(path)
