"""scikit-learn: MLPClassifier, which makes no validation after each epoch. sklearn_peer.py"""

import warnings

import sklearn
from sklearn.neural_network import MLPClassifier

from problem import BATCH, EPOCHS, UNITS, data, report, seconds

warnings.simplefilter("ignore")
x, y, _, _ = data()
settings = dict(hidden_layer_sizes=(UNITS,), solver="sgd", momentum=0, learning_rate_init=0.01, alpha=0)
model = MLPClassifier(**settings, batch_size=BATCH, max_iter=EPOCHS, tol=0, n_iter_no_change=EPOCHS)
times = [seconds(lambda: model.fit(x, y.argmax(1))) for _ in range(3)]
report(seconds=min(times), fits=1, version=sklearn.__version__)
