"""Models that JAX exports, run in Java by ./ranvier run, give what they give in JAX."""

import functools
import json
import os
from pathlib import Path

import digits
import jax
import numpy as np
import pytest
import stories
from jax import export
from test_launcher import ROOT, launch

MODELS = Path(os.environ.get("RANVIER_SHARED", ROOT / "../shared")) / "models"
TESTED = 360


def run(folder, function, **inputs):
    """The result of a function of named arrays, exported as a portable artifact and run in Java."""
    shapes = {name: jax.ShapeDtypeStruct(value.shape, value.dtype) for name, value in inputs.items()}
    program, arguments, results = (folder / name for name in ("model.mlirbc", "inputs.npz", "results.npz"))
    program.write_bytes(export.export(jax.jit(function))(**shapes).mlir_module_serialized)
    np.savez(arguments, **inputs)
    result = launch("run", str(program), "--inputs", str(arguments), "--output", str(results))
    assert result.returncode == 0, result.stderr
    with np.load(results) as arrays:
        return arrays["result0"]


@pytest.mark.parametrize("source", [MODELS / "digits/digits.npz", Path("/nowhere")], ids=["real", "made-up"])
def test_a_classifier_of_digits(source, tmp_path):
    if source.is_relative_to(MODELS) and not source.is_file():
        pytest.skip(f"no digits: {source} is absent")
    images, labels = digits.load(source)
    parameters = digits.fit(images[:-TESTED], labels[:-TESTED])
    predict = functools.partial(digits.predict, parameters)
    expected = np.asarray(predict(images[-TESTED:]))
    actual = run(tmp_path, lambda images: predict(images), images=images[-TESTED:])
    assert (actual.argmax(1) == expected.argmax(1)).all()
    assert np.abs(actual - expected).max() < 1e-4


def test_a_language_model_tells_the_same_story(tmp_path):
    folder = MODELS / "stories260k"
    if not folder.is_dir():
        pytest.skip(f"no language model: {folder} is absent")
    config = json.loads((folder / "config.json").read_text())
    weights = stories.read_safetensors(folder / "model.safetensors")

    def forward(tokens):
        return stories.logits(weights, config, tokens)

    tokens = stories.tell_story(jax.jit(forward), config["bos_token_id"])
    expected = np.asarray(forward(tokens))
    actual = run(tmp_path, forward, tokens=tokens)
    assert (actual.argmax(1) == expected.argmax(1)).all()
    assert np.abs(actual - expected).max() < 1e-3
