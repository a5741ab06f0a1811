"""Runs one program many times, then compiles many programs, and prints as one JSON object what that has left behind.

usage: ./ranvier python python/tests/leaks.py [--dispatches N] [--compiles N] [--platform P]

For each of the two: "rss_bytes", the slope of the resident memory in bytes a step, by least squares over all steps but
the first tenth, in which caches fill and code is compiled; and by how much the number of open files and of threads,
and the bytes that the device has in use, have grown from then to the end.
"""

import argparse
import json
import os
import pathlib

import jax
import numpy as np

SAMPLES = 100
PROCESS = pathlib.Path("/proc/self")


def resident_bytes() -> int:
    return int((PROCESS / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def counts(device) -> dict[str, int]:
    statistics = device.memory_stats() or {}
    return {
        "files": len(os.listdir(PROCESS / "fd")),
        "threads": len(os.listdir(PROCESS / "task")),
        "device_bytes": statistics.get("bytes_in_use", 0),
    }


def growth(step, steps: int, device) -> dict[str, float]:
    """What `step(i)` leaves behind for i = 0, 1, …"""
    warm_up = steps // 10
    for i in range(warm_up):
        step(i)
    before = counts(device)
    samples = []
    every = max(1, (steps - warm_up) // SAMPLES)
    for i in range(warm_up, steps):
        step(i)
        if i % every == 0:
            samples.append((i, resident_bytes()))
    after = counts(device)
    slope = np.polynomial.Polynomial.fit(*zip(*samples), 1).convert().coef[1]
    return {"rss_bytes": round(float(slope), 1), **{name: after[name] - before[name] for name in before}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dispatches", type=int, default=1_000_000)
    parser.add_argument("--compiles", type=int, default=10_000)
    parser.add_argument("--platform", default="ranvier")
    options = parser.parse_args()
    device = jax.devices(options.platform)[0]
    x = jax.device_put(np.ones(4, np.float32), device)
    add_one = jax.jit(lambda x: x + 1)

    def compile_one(i):
        jax.jit(lambda x: x + i)(x)
        if i % 1000 == 999:
            jax.clear_caches()

    dispatch = growth(lambda i: add_one(x), options.dispatches, device)
    print(json.dumps({"dispatch": dispatch, "compile": growth(compile_one, options.compiles, device)}))


if __name__ == "__main__":
    main()
