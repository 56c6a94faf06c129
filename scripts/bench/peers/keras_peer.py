"""Keras: model.fit of TensorFlow 2.15 with its legacy SGD, as the tutorial has it. keras_peer.py"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf

from problem import BATCH, CLASSES, EPOCHS, UNITS, data, report, seconds

tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
train_x, train_y, test_x, test_y = data()


def fit():
    hidden = tf.keras.layers.Dense(UNITS, "relu", kernel_initializer="he_uniform", input_shape=(2,))
    model = tf.keras.Sequential([hidden, tf.keras.layers.Dense(CLASSES, "softmax")])
    optimizer = tf.keras.optimizers.legacy.SGD(0.01)
    model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(train_x, train_y, BATCH, EPOCHS, validation_data=(test_x, test_y), verbose=0)


report(seconds=seconds(fit), fits=1, version=tf.__version__)
