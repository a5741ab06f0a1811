"""A small network trained twice by the same JAX program: on the platform ranvier, and on JAX's CPU."""

import functools
import time

import jax
import jax.numpy as jnp
import numpy as np

from . import digits
from .ranvier import step, tell

STEPS = 200
BATCH = 64
HIDDEN = 32
RATE = 0.2
MOMENTUM = 0.9
TOLERANCE = 1e-4
SHOWN = (1, 25, 50, 100, 150, STEPS)


def show():
    """Trains on both and compares; returns whether the losses agree."""
    images, labels, source = digits.load()
    losses, rights, seconds = {}, {}, {}
    for platform in ("ranvier", "cpu"):
        step(f"training on {platform}")
        start = time.perf_counter()
        losses[platform], rights[platform] = train(jax.devices(platform)[0], images.reshape(len(images), -1), labels)
        seconds[platform] = time.perf_counter() - start
    mine, theirs = losses.values()
    difference = np.max(np.abs(mine - theirs) / np.abs(theirs))
    tell(f"\ntraining: {STEPS} steps of the same JAX program on two platforms, with {source}")
    tell("  step      " + "".join(f"{shown:10}" for shown in SHOWN))
    for platform, curve in losses.items():
        tell(f"  {platform:8}  " + "".join(f"{curve[shown - 1]:10.6f}" for shown in SHOWN) + "  loss")
    tell(f"  largest relative difference of a loss {difference:.1e} (allowed: {TOLERANCE:.0e})")
    for platform in losses:
        tell(f"  {platform:8} is right on {rights[platform]:.1%} of the others, after {seconds[platform]:.1f} s")
    return bool(difference < TOLERANCE)


def train(device, images, labels):
    """The loss of each step, and the share of the images kept for testing that the network gets right."""
    kept = digits.TESTED
    random = np.random.default_rng(0)
    parameters = {
        "hidden": (random.normal(0, np.sqrt(2 / 64), (64, HIDDEN)).astype(np.float32), np.zeros(HIDDEN, np.float32)),
        "logits": (random.normal(0, np.sqrt(2 / HIDDEN), (HIDDEN, 10)).astype(np.float32), np.zeros(10, np.float32)),
    }
    state = jax.device_put((parameters, jax.tree.map(np.zeros_like, parameters)), device)
    losses = []
    for _ in range(STEPS):
        chosen = random.integers(0, len(images) - kept, BATCH)
        state, loss = update(state, *jax.device_put((images[chosen], labels[chosen]), device))
        losses.append(loss)
    answers = predict(state[0], jax.device_put(images[-kept:], device)).argmax(1)
    return np.array(losses), (np.asarray(answers) == labels[-kept:]).mean()


@jax.jit
def predict(parameters, images):
    """One hidden layer with a rectifier, then one logit a digit."""
    weights, bias = parameters["hidden"]
    hidden = jax.nn.relu(images @ weights + bias)
    weights, bias = parameters["logits"]
    return hidden @ weights + bias


@functools.partial(jax.jit, donate_argnums=0)
def update(state, images, labels):
    """A step down the gradient of the cross-entropy, with momentum; the new state takes the old one's memory."""

    def cross_entropy(parameters):
        logarithms = jax.nn.log_softmax(predict(parameters, images))
        return -jnp.take_along_axis(logarithms, labels[:, None], 1).mean()

    parameters, velocity = state
    loss, gradients = jax.value_and_grad(cross_entropy)(parameters)
    velocity = jax.tree.map(lambda v, g: MOMENTUM * v - RATE * g, velocity, gradients)
    return (jax.tree.map(jnp.add, parameters, velocity), velocity), loss
