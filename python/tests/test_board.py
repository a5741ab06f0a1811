"""The peers' side of the board of ./ranvier bench. No test looks at a time."""

import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest

BOARD = pathlib.Path(__file__).parents[2] / "bench" / "board"
sys.path.append(str(BOARD))

import board
from row import difference


def test_every_row_is_found_by_its_name_and_begins_with_its_group():
    names = [row.name for rows in board.ROWS.values() for row in rows]
    assert len(set(names)) == len(names)
    for group, rows in board.ROWS.items():
        assert rows
        for row in rows:
            assert row.name.startswith(group)
            assert board.row(row.name) is row
            assert row.tolerance >= 0 and set(row.threads) <= {1, 2} and row.peak in ("", "f32", "bf16", "read")


def test_differences_are_relative_to_the_greatest_magnitude():
    result = np.array([1.0, 200.0], np.float32)
    assert difference([result], [result]) == 0
    assert difference([result + np.float32(1)], [result]) == pytest.approx(1 / 200)
    assert difference([np.array([np.nan, 1])], [np.array([np.nan, 1])]) == 0
    assert difference([np.array([np.nan, 1])], [np.array([0.0, 1])]) == np.inf
    assert difference([np.zeros(0)], [np.zeros(0)]) == 0
    with pytest.raises(ValueError, match="a result of shape"):
        difference([result], [result[:1]])
    with pytest.raises(ValueError, match="1 results, but 2"):
        difference([result], [result, result])


def test_the_process_of_a_peer_answers_each_line(tmp_path):
    requests = [
        {"command": "rows", "group": "softmax"},
        {"command": "prepare", "row": "gemm 512 f32", "folder": str(tmp_path), "peers": ["xla"]},
        {"command": "run", "peer": "xla", "seconds": 0.001},
        {"command": "run", "peer": "nobody", "seconds": 0.001},
        {"command": "release"},
    ]
    done = subprocess.run(
        [sys.executable, BOARD / "serve.py", "xla", "1"],
        input="".join(json.dumps(request) + "\n" for request in requests),
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    rows, prepared, measured, wrong, released = (json.loads(line) for line in done.stdout.splitlines())
    assert rows["rows"][0]["name"] == "softmax 4096x1024"
    assert prepared["peers"]["xla"]["compile_seconds"] > 0
    assert {path.name for path in tmp_path.iterdir()} == {"program.mlirbc", "input0.npy", "input1.npy"}
    assert measured["seconds"] > 0 and measured["calls"] >= 1
    assert wrong == {"error": "KeyError: 'nobody'"}
    assert released == {}
