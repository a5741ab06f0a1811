"""A small convolutional classifier of handwritten digits, trained by JAX."""

import jax
import jax.numpy as jnp
import numpy as np

EPOCHS = 30
BATCH = 64
LEARNING_RATE = 3e-3


def load(path):
    """Images in [0, 1] of shape (n, 8, 8) and labels: those of a file, or made-up ones where it is absent."""
    if not path.is_file():
        return synthetic()
    with np.load(path) as data:
        return data["images"].astype(np.float32) / 16, data["labels"].astype(np.int32)


def synthetic():
    """Seven-segment digits, moved by a pixel and blurred by noise."""
    segments = {  # rows and columns of the strokes a to g
        "a": (0, slice(1, 5)), "b": (slice(0, 4), 5), "c": (slice(3, 7), 5), "d": (6, slice(1, 5)),
        "e": (slice(3, 7), 1), "f": (slice(0, 4), 1), "g": (3, slice(1, 5)),
    }
    strokes = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"]
    random = np.random.default_rng(0)
    labels = random.integers(0, 10, 1797).astype(np.int32)
    images = np.zeros((len(labels), 8, 8), np.float32)
    for image, label in zip(images, labels):
        for stroke in strokes[label]:
            image[segments[stroke]] = 1
        image[:] = np.roll(image, random.integers(0, 2, 2), (0, 1))
    return np.clip(images + random.normal(0, 0.2, images.shape), 0, 1).astype(np.float32), labels


def predict(parameters, images):
    """Two convolutions, each with a rectifier, the first with pooling; then one logit a digit."""
    x = images[..., None]
    x = jax.nn.relu(convolve(x, *parameters["first"]))
    x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    x = jax.nn.relu(convolve(x, *parameters["second"]))
    weights, bias = parameters["logits"]
    return x.reshape(x.shape[0], -1) @ weights + bias


def convolve(x, kernel, bias):
    return jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")) + bias


def initial(key):
    shapes = {"first": (3, 3, 1, 8), "second": (3, 3, 8, 16), "logits": (256, 10)}
    keys = jax.random.split(key, len(shapes))
    return {
        name: (jax.random.normal(k, shape) * np.sqrt(2 / np.prod(shape[:-1])), jnp.zeros(shape[-1]))
        for k, (name, shape) in zip(keys, shapes.items())
    }


def fit(images, labels):
    """Minimises the cross-entropy with Adam."""

    def loss(parameters, batch, targets):
        return -jnp.take_along_axis(jax.nn.log_softmax(predict(parameters, batch)), targets[:, None], 1).mean()

    @jax.jit
    def update(state, batch, targets):
        parameters, means, squares, count = state
        gradients = jax.grad(loss)(parameters, batch, targets)
        means = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, means, gradients)
        squares = jax.tree.map(lambda s, g: 0.999 * s + 0.001 * g * g, squares, gradients)
        rate = LEARNING_RATE * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
        parameters = jax.tree.map(lambda p, m, s: p - rate * m / (jnp.sqrt(s) + 1e-8), parameters, means, squares)
        return parameters, means, squares, count + 1

    parameters = initial(jax.random.key(0))
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    state = parameters, zeros, zeros, jnp.float32(1)
    random = np.random.default_rng(0)
    for _ in range(EPOCHS):
        order = random.permutation(len(images))
        for chosen in np.array_split(order[: len(order) // BATCH * BATCH], len(order) // BATCH):
            state = update(state, images[chosen], labels[chosen])
    return state[0]
