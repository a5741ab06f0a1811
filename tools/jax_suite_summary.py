#!/usr/bin/env python3
"""Sums up a run of JAX's own test-suite against the same sample on JAX's CPU back end.

usage: jax_suite_summary.py RESULTS BASELINE [EXCLUSIONS]

RESULTS and BASELINE are the results.jsonl of two runs of jax_suite.py. Only tests that pass in BASELINE count. Exits with 1
if fewer than 97 % of them pass, or if a test crashes or hangs.
"""

import collections
import fnmatch
import json
import sys
from pathlib import Path

EXCLUSIONS = Path(__file__).parent.parent / "conformance" / "jax-exclusions.txt"
LEAST_RATE = 0.97


def outcomes(path):
    """The outcome of every test, by file::Class::test."""
    entries = (json.loads(line) for line in Path(path).read_text().splitlines())
    return {f"{entry['file']}::{entry['id']}": entry["outcome"] for entry in entries}


def exclusions(path):
    """Pattern and reason of each line."""
    lines = [line for line in Path(path).read_text().splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split(" # ", 1)) for line in lines]


def main(results_path, baseline_path, exclusions_path=EXCLUSIONS):
    results, baseline = outcomes(results_path), outcomes(baseline_path)
    patterns = exclusions(exclusions_path)
    counts = collections.Counter()
    files = collections.defaultdict(collections.Counter)
    bad = []
    for test, outcome in results.items():
        if baseline.get(test) != "passed":
            continue
        if any(fnmatch.fnmatchcase(test, pattern) for pattern, _ in patterns):
            outcome = "excluded"
        elif outcome != "passed":
            bad.append((outcome, test))
        counts[outcome] += 1
        files[test.split("::")[0]][outcome] += 1

    for name, file_counts in sorted(files.items()):
        if set(file_counts) - {"passed"}:
            print(f"{name:32s}", ", ".join(f"{count} {outcome}" for outcome, count in sorted(file_counts.items())))
    for outcome, test in sorted(bad):
        print(f"{outcome:10s} {test}")
    judged = counts.total() - counts["excluded"]
    rate = counts["passed"] / judged if judged else 0.0
    others = "".join(f", {counts[name]} {name}" for name in ("failed", "skipped", "crashed", "timeout", "notrun"))
    print(
        f"{counts.total()} tests run of those that pass on JAX's CPU: {counts['passed']} passed{others}, "
        f"{counts['excluded']} excluded; {rate:.2%} of those not excluded pass"
    )
    return 0 if rate >= LEAST_RATE and not counts["crashed"] + counts["timeout"] else 1


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
