"""A small language model trained twice by the same JAX program: on the platform ranvier, and on JAX's CPU."""

import functools
import time

import jax
import jax.numpy as jnp
import numpy as np

from .progress import ROOT, SHARED, step, tell

STEPS, BATCH, LENGTH = 150, 16, 64
LAYERS, WIDTH, HEADS = 2, 128, 4
RATE = 2e-3
TOLERANCE = 1e-3
SHOWN = (1, 25, 50, 100, STEPS)


def show():
    """Trains on both and compares; returns whether the losses agree."""
    text, source = read()
    letters = sorted(set(text))
    data = np.array([letters.index(letter) for letter in text], np.int32)
    losses, seconds = {}, {}
    for platform in ("ranvier", "cpu"):
        step(f"training on {platform}")
        start = time.perf_counter()
        losses[platform] = train(jax.devices(platform)[0], data, len(letters))
        seconds[platform] = time.perf_counter() - start
    mine, theirs = losses.values()
    difference = np.max(np.abs(mine - theirs) / np.abs(theirs))
    tell(f"\ntraining: {STEPS} steps of a transformer over letters, the same JAX program, on {source}")
    tell("  step      " + "".join(f"{shown:10}" for shown in SHOWN) + "   seconds")
    for platform, curve in losses.items():
        values = "".join(f"{curve[shown - 1]:10.5f}" for shown in SHOWN)
        tell(f"  {platform:8}  {values}{seconds[platform]:10.1f}")
    tell(f"  largest relative difference of a loss {difference:.1e} (allowed: {TOLERANCE:.0e})")
    return bool(difference < TOLERANCE)


def read():
    """Some text and what it is."""
    plays = SHARED / "models/text/tinyshakespeare.txt"
    if plays.exists():
        return plays.read_text()[:300_000], "tinyshakespeare"
    pages = [ROOT / name for name in ("ARCHITECTURE.md", "CHANGELOG.md", "README.md", "docs/ops.md")]
    return "".join(page.read_text() for page in pages), "Ranvier's own documents (RANVIER_SHARED has no plays)"


def initial(vocabulary):
    random = np.random.default_rng(0)

    def weights(*shape):
        return random.normal(0, shape[0] ** -0.5, shape).astype(np.float32)

    def layer():
        parts = {"qkv": weights(WIDTH, 3 * WIDTH), "out": weights(WIDTH, WIDTH)}
        return parts | {"up": weights(WIDTH, 4 * WIDTH), "down": weights(4 * WIDTH, WIDTH)}

    layers = [layer() for _ in range(LAYERS)]
    return {"letters": weights(vocabulary, WIDTH), "places": weights(LENGTH, WIDTH), "layers": layers}


def train(device, data, vocabulary):
    """The loss of each step."""
    random = np.random.default_rng(1)
    parameters = initial(vocabulary)
    zeros = jax.tree.map(np.zeros_like, parameters)
    state = jax.device_put((parameters, zeros, jax.tree.map(np.copy, zeros), np.float32(0)), device)
    losses = []
    for _ in range(STEPS):
        starts = random.integers(0, len(data) - LENGTH - 1, BATCH)
        rows = np.stack([data[start : start + LENGTH + 1] for start in starts])
        state, loss = update(state, jax.device_put(rows, device))
        losses.append(loss)
    return np.array(losses)


def normalise(x):
    return x * jax.lax.rsqrt(jnp.mean(jnp.square(x), -1, keepdims=True) + 1e-6)


def logits(parameters, letters):
    """Of a decoder with causal attention, the scores of each next letter."""
    x = parameters["letters"][letters] + parameters["places"]
    causal = jnp.tril(jnp.ones((LENGTH, LENGTH), bool))
    for layer in parameters["layers"]:
        qkv = (normalise(x) @ layer["qkv"]).reshape(*x.shape[:2], 3, HEADS, WIDTH // HEADS)
        query, key, value = (qkv[:, :, i] for i in range(3))
        scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / np.float32((WIDTH // HEADS) ** 0.5)
        mixed = jnp.einsum("bhqk,bkhd->bqhd", jax.nn.softmax(jnp.where(causal, scores, -jnp.inf)), value)
        x = x + mixed.reshape(x.shape) @ layer["out"]
        x = x + jax.nn.gelu(normalise(x) @ layer["up"]) @ layer["down"]
    return normalise(x) @ parameters["letters"].T


@functools.partial(jax.jit, donate_argnums=0)
def update(state, rows):
    """A step of Adam (Kingma and Ba 2015, algorithm 1); the new state takes the old one's memory."""

    def loss(parameters):
        logarithms = jax.nn.log_softmax(logits(parameters, rows[:, :-1]))
        return -jnp.take_along_axis(logarithms, rows[:, 1:, None], -1).mean()

    parameters, first, second, count = state
    value, gradient = jax.value_and_grad(loss)(parameters)
    count = count + 1
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree.map(lambda v, g: 0.99 * v + 0.01 * g * g, second, gradient)

    def next_weight(p, m, v):
        return p - RATE * (m / (1 - 0.9**count)) / (jnp.sqrt(v / (1 - 0.99**count)) + 1e-8)

    return (jax.tree.map(next_weight, parameters, first, second), first, second, count), value
