"""The Python side of ./ranvier bench dispatch: what a call costs on a device that does nothing else, on the platform
ranvier and on JAX's own CPU back end in turn. Prints a JSON array with one object a row; README says what each is.
"""

import json
import logging
import os
import statistics
import subprocess
import sys
import time

os.environ["JAX_PLATFORMS"] = "ranvier,cpu"

import jax
import numpy as np

PLATFORMS = ("ranvier", "cpu")
WARM_UP_CALLS = 300_000
ROUNDS = 200
CALLS = 500
STARTS = 7
START = "import time; start = time.perf_counter(); import jax; jax.devices(); print(time.perf_counter() - start)"


def seconds_a_call(call, calls: int = CALLS) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls


def row(name: str, unit: str, seconds: dict[str, list[float]], agrees: bool):
    """One row from the times on each platform; the unit is "ms" or "µs"."""
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    return {
        "name": f"dispatch: {name}",
        "unit": unit,
        "median": scale * statistics.median(seconds["ranvier"]),
        "best": scale * min(seconds["ranvier"]),
        "peers": {"xla": scale * statistics.median(seconds["cpu"])},
        "agrees": agrees,
    }


def measure(name: str, make_call):
    """Calls `make_call(device)()`, which gives an array, on both platforms in turn."""
    calls = {platform: make_call(jax.devices(platform)[0]) for platform in PLATFORMS}
    agrees = np.array_equal(*(np.asarray(call()) for call in calls.values()))
    seconds_a_call(calls["ranvier"], WARM_UP_CALLS)
    seconds = {platform: [] for platform in PLATFORMS}
    for _ in range(ROUNDS):
        for platform, call in calls.items():
            seconds[platform].append(seconds_a_call(call))
    return row(name, "µs", seconds, agrees)


def measure_start():
    """From `import jax` to the devices, each time in a process of its own; plain JAX does not see the plugin."""
    environments = {
        "ranvier": {**os.environ, "JAX_PLATFORMS": "ranvier"},
        "cpu": {**os.environ, "JAX_PLATFORMS": "cpu", "PYTHONPATH": ""},
    }
    seconds = {platform: [] for platform in PLATFORMS}
    for _ in range(STARTS):
        for platform, environment in environments.items():
            output = subprocess.run(
                [sys.executable, "-c", START], env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ).stdout
            seconds[platform].append(float(output))
    return row("import jax to the first device", "ms", seconds, agrees=True)


def main():
    logging.getLogger("jax._src.xla_bridge").setLevel(logging.ERROR)  # JAX says that the platform is experimental.
    host = np.arange(4, dtype=np.float32)
    add_one = jax.jit(lambda x: x + 1)

    def dispatch(device):
        x = jax.device_put(host, device)
        return lambda: add_one(x)

    def dispatch_and_wait(device):
        x = jax.device_put(host, device)
        return lambda: add_one(x).block_until_ready()

    def put(device):
        return lambda: jax.device_put(host, device)

    rows = [
        measure("jit(x + 1)", dispatch),
        measure("jit(x + 1), block_until_ready", dispatch_and_wait),
        measure("device_put of 16 bytes", put),
        measure_start(),
    ]
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
