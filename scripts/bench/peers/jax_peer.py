"""
JAX: jit, scan over epochs and batches, vmap over the fits, a device a core. jax_peer.py FITS CORES

Groups of 24 fits are the fastest: more at a time leave the cache.
"""

import os
import sys

FITS, DEVICES = int(sys.argv[1]), int(sys.argv[2])
GROUP = min(FITS, 24)
os.environ["XLA_FLAGS"] = f"--xla_force_host_platform_device_count={DEVICES}"

import jax
import jax.numpy as jnp
import numpy as np

from problem import BATCH, CLASSES, EPOCHS, RATES, ROWS, UNITS, data, report, seconds

STEPS = -(-ROWS // BATCH)
train_x, train_y, test_x, test_y = (jnp.asarray(part) for part in data())
# The last batch is short: padded rows have weight 0.
weights = (np.arange(STEPS * BATCH) < ROWS).astype(np.float32).reshape(STEPS, BATCH)


def orders(seed):
    """The shuffles, drawn beforehand: JAX's own permutation is a sort, which would be most of its time."""
    rng = np.random.default_rng(seed)
    rows = np.stack([np.pad(rng.permutation(ROWS), (0, STEPS * BATCH - ROWS)) for _ in range(EPOCHS)])
    return rows.reshape(EPOCHS, STEPS, BATCH).astype(np.int32)


def start(key):
    first, second = jax.random.split(key)
    he, glorot = np.sqrt(6 / 2), np.sqrt(6 / (UNITS + CLASSES))
    return (
        jax.random.uniform(first, (2, UNITS), minval=-he, maxval=he),
        jnp.zeros(UNITS),
        jax.random.uniform(second, (UNITS, CLASSES), minval=-glorot, maxval=glorot),
        jnp.zeros(CLASSES),
    )


def loss_of(parameters, x, y, weight):
    w1, b1, w2, b2 = parameters
    logits = jax.nn.relu(x @ w1 + b1) @ w2 + b2
    loss = -(jax.nn.log_softmax(logits) * y).sum(-1)
    hits = (logits.argmax(-1) == y.argmax(-1)) * weight
    return (loss * weight).sum() / weight.sum(), hits.sum()


def fit(key, rate, order):
    def batch(parameters, step):
        rows, weight = step
        value, gradient = jax.value_and_grad(loss_of, has_aux=True)(parameters, train_x[rows], train_y[rows], weight)
        loss, hits = value
        return jax.tree.map(lambda p, g: p - rate * g, parameters, gradient), (loss * weight.sum(), hits)

    def epoch(parameters, rows):
        parameters, (losses, hits) = jax.lax.scan(batch, parameters, (rows, weights))
        validation = loss_of(parameters, test_x, test_y, jnp.ones(ROWS))
        return parameters, (losses.sum() / ROWS, hits.sum() / ROWS, validation[0], validation[1] / ROWS)

    return jax.lax.scan(epoch, start(key), order)[1]


def measure(run, *inputs):
    """Seconds of compiling, and of the fastest of three rounds after a first one."""
    compiled = []
    compile_seconds = seconds(lambda: compiled.append(run.lower(*inputs).compile()))
    rounds = FITS // (DEVICES * GROUP)
    work = lambda: jax.block_until_ready([compiled[0](*inputs) for _ in range(rounds)])
    work()
    return dict(seconds=min(seconds(work) for _ in range(3)), compileSeconds=compile_seconds)


at_once = DEVICES * GROUP
keys = jax.random.split(jax.random.PRNGKey(1), at_once)
rates = jnp.asarray(np.resize(RATES, at_once) if GROUP > 1 else np.float32([0.01] * at_once))
rows = jnp.asarray(np.stack([orders(seed) for seed in range(at_once)]))
if GROUP == 1:
    result = measure(jax.jit(lambda k, r, o: fit(k[0], r[0], o[0])), keys, rates, rows)
elif DEVICES == 1:
    result = measure(jax.jit(jax.vmap(fit)), keys, rates, rows)
else:
    split = lambda array: array.reshape(DEVICES, GROUP, *array.shape[1:])
    result = measure(jax.pmap(jax.vmap(fit)), split(keys), split(rates), split(rows))
report(**result, fits=FITS, version=jax.__version__)
