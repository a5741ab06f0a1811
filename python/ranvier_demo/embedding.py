"""Sentences embedded by MiniLM three ways on Ranvier, beside what others need for the same."""

import os
import pathlib
import subprocess
import time

import jax
import numpy as np
import torch

from . import minilm
from .progress import HOME, ROOT, step, tell

FOLDER = HOME / "demo"
SENTENCES = (
    "A man is playing the guitar on a stage.",
    "Somebody performs music with a guitar in front of people.",
    "The bakery opens at seven in the morning.",
    "Neural networks are trained by gradient descent.",
    "Heavy rain is expected in the mountains tonight.",
)
TOLERANCE = 1e-5
RUNS = 20


def show():
    """Embeds the sentences in every way and compares; returns whether Ranvier's agree and rank the paraphrase first."""
    jar = next((FOLDER / "jars").glob("langchain4j-embeddings-all-minilm-*.jar"))
    step("reading MiniLM")
    model_file, tokenizer = minilm.unpack(jar, FOLDER)
    arrays = minilm.weights(model_file)
    tokens, mask = tokenize(tokenizer)
    model = minilm.MiniLM(arrays).eval()
    expected, rows = peers(model, arrays, model_file, tokens, mask)
    ours = {
        "PyTorch, backend='ranvier'": compiled(model, "ranvier", tokens, mask),
        "JAX, platform ranvier": in_jax(arrays, tokens, mask, "ranvier"),
        "Java, no Python, from a .pt2": in_java(export(model, tokens, mask), tokenizer),
    }
    tell(f"\nembedding: {len(SENTENCES)} sentences of {tokens.shape[1]} tokens by MiniLM-L6 (22 million parameters)")
    tell(f"  {'on Ranvier':30} first call, s   best of {RUNS}, ms   from eager")
    for name, (result, first, best) in ours.items():
        tell(f"  {name:30} {first:13.2f} {1e3 * best:15.1f} {distance(result, expected):12.1e}")
    tell("  beside it")
    for name, (first, best) in rows.items():
        tell(f"  {name:30} {first:13.2f} {1e3 * best:15.1f}")
    results = [result for result, _, _ in ours.values()]
    order = np.argsort(-(results[0][1:] @ results[0][0]))
    tell(f"  nearest to “{SENTENCES[0]}”:")
    for i in order[:2]:
        tell(f"    {results[0][0] @ results[0][1 + i]:.2f}  {SENTENCES[1 + i]}")
    agree = all(distance(result, expected) <= TOLERANCE for result in results)
    return agree and all(np.argmax(result[1:] @ result[0]) == 0 for result in results)


def distance(result, expected):
    return float(np.abs(result - expected).max())


def tokenize(file):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_padding()
    encodings = tokenizer.encode_batch(list(SENTENCES))
    return np.array([e.ids for e in encodings]), np.array([e.attention_mask for e in encodings])


def timed(call):
    """What a call gives, the seconds of the first, and of the fastest of several."""
    start = time.perf_counter()
    result = np.asarray(call())
    first = time.perf_counter() - start
    best = np.inf
    for _ in range(RUNS):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return result, first, best


def peers(model, arrays, model_file, tokens, mask):
    """What eager PyTorch gives, and the times of those that Ranvier is measured with."""
    expected, first, best = compiled(model, None, tokens, mask)
    rows = {"PyTorch eager": (first, best)}
    rows["PyTorch, backend='inductor'"] = compiled(model, "inductor", tokens, mask)[1:]
    rows["JAX, platform cpu"] = in_jax(arrays, tokens, mask, "cpu")[1:]
    step("with onnxruntime")
    rows["onnxruntime (without the mean)"] = in_onnxruntime(model_file, tokens, mask)[1:]
    return expected, rows


def compiled(model, backend, tokens, mask):
    step(f"with PyTorch, {backend or 'eager'}")
    tensors = torch.from_numpy(tokens), torch.from_numpy(mask)
    function = torch.compile(model, backend=backend) if backend else model
    with torch.inference_mode():
        return timed(lambda: function(*tensors))


def in_jax(arrays, tokens, mask, platform):
    step(f"with JAX on {platform}")
    device = jax.devices(platform)[0]
    names = minilm.used(arrays)
    weights = jax.device_put({name: arrays[name] for name in names}, device)
    inputs = jax.device_put((tokens.astype(np.int32), mask.astype(np.int32)), device)
    return timed(lambda: minilm.embed(weights, *inputs).block_until_ready())


def in_onnxruntime(file, tokens, mask):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = len(os.sched_getaffinity(0))
    start = time.perf_counter()
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    loading = time.perf_counter() - start
    feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
    result, first, best = timed(lambda: session.run(None, feed)[0])
    return result, loading + first, best


def export(model, tokens, mask):
    """The model as PyTorch exports it, for any number of sentences of any length."""
    path = FOLDER / "minilm.pt2"
    if not path.exists():
        step("exporting")
        sizes = {0: torch.export.Dim("batch", max=1024), 1: torch.export.Dim("length", max=512)}
        inputs = torch.from_numpy(tokens), torch.from_numpy(mask)
        program = torch.export.export(model, inputs, dynamic_shapes={"tokens": sizes, "mask": sizes})
        torch.export.save(program, path)
    return path


def in_java(program, tokenizer):
    step("in Java")
    java = pathlib.Path(os.environ["RANVIER_JAVA_HOME"]) / "bin/java"
    path = f"{ROOT}/cli/target/lib/*:{FOLDER}/jars/*"
    source = pathlib.Path(__file__).with_name("Embed.java")
    flags = ["--enable-native-access=ALL-UNNAMED", f"-DENGINE_CACHE_DIR={FOLDER}", "-Dai.djl.offline=true"]
    command = [java, *flags, "-cp", path, source, program, tokenizer, *SENTENCES]
    first, best, *rows = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    result = np.array([np.fromstring(row.strip("[]"), np.float32, sep=",") for row in rows])
    return result, float(first.split()[1]), float(best.split()[1])
