"""scikit-learn's LogisticRegression on stored embeddings: python logistic.py FOLDER

FOLDER has shape.json {"dimensions", "c", "folds": [[row, ...], ...]}, train.f32 and query.f32 (float32, little endian,
[rows, dimensions]) and classes.i32 (int32, one a training row). Writes logits.f32 [queries, classes], and for every fold
fold-I.f32: logits of its rows by a fit on the others. Prints wall and processor seconds of each part as JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

folder = Path(sys.argv[1])
shape = json.loads((folder / "shape.json").read_text())


def rows(name):
    return np.fromfile(folder / name, dtype="<f4").reshape(-1, shape["dimensions"])


train, query = rows("train.f32"), rows("query.f32")
classes = np.fromfile(folder / "classes.i32", dtype="<i4")


def fit(kept):
    return LogisticRegression(solver="lbfgs", C=shape["c"], max_iter=1000).fit(train[kept], classes[kept])


def clock():
    return time.perf_counter(), time.process_time()


def since(start):
    return [now - then for now, then in zip(clock(), start)]


start = clock()
model = fit(np.arange(len(train)))
fitted = since(start)
model.decision_function(query).astype("<f4").tofile(folder / "logits.f32")

start = clock()
for number, held in enumerate(shape["folds"]):
    kept = np.setdiff1d(np.arange(len(train)), held)
    fit(kept).decision_function(train[held]).astype("<f4").tofile(folder / f"fold-{number}.f32")
folded = since(start)

print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "iterations": int(model.n_iter_[0]),
            "fit": {"wall": fitted[0], "cpu": fitted[1]},
            "folds": {"wall": folded[0], "cpu": folded[1]},
        }
    )
)
