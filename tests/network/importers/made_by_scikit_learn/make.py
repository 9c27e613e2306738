"""Makes the files beside it with scikit-learn itself, and keeps what its models answer.

`python make.py`, with scikit-learn 1.9 and skl2onnx installed; the latter does not come with the
tests, which make files of skops themselves.
"""

import sys
import warnings
from pathlib import Path

import joblib
import numpy as np
from skl2onnx import to_onnx
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
from keeping import INPUTS, keep  # noqa: E402

LABELS = np.arange(len(INPUTS)) % 3 + 1  # no digit 0: a label is not the place of an output
GIVEN = 255 * INPUTS.astype(float)


def fitted() -> Pipeline:
    """A network behind a scaler, taught brightness from 0 to 255."""
    network = MLPClassifier((5, 4), activation="logistic", max_iter=30, random_state=1)
    return make_pipeline(StandardScaler(), network).fit(GIVEN, LABELS)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    model = fitted()
    graph = to_onnx(model, GIVEN[:1].astype("f4"), options={"zipmap": False})
    (HERE / "standard.onnx").write_bytes(graph.SerializeToString())
    joblib.dump(model, HERE / "standard.joblib")
    keep(HERE, {"standard.onnx": (model.predict_proba(GIVEN), {"scale": 255})})
