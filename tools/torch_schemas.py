"""Writes the signatures of the ops that Ranvier lowers, as PyTorch declares them.

    python tools/torch_schemas.py torch/src/main/resources/dev/ranvier/torch/lower/schemas.txt [OP...]

The file's own lines say which ops: to add some, name them, such as aten.relu.default. Each op comes with the one that
works in place, where PyTorch has it. Run it with PyTorch 2.13 and, for its own ops, transformers.
"""

import sys

import torch


def names_in(line):
    qualified = line.split("(")[0].replace("::", ".")
    return qualified if qualified.count(".") == 2 else qualified + ".default"


def find(name):
    namespace, op, overload = name.split(".")
    packet = getattr(getattr(torch.ops, namespace), op, None)
    return getattr(packet, overload, None) if packet is not None else None


def in_place(name):
    namespace, op, overload = name.split(".")
    return f"{namespace}.{op}_.{overload}"


def main():
    path, *added = sys.argv[1:]
    try:
        import transformers.integrations.moe  # noqa: F401  registers transformers.grouped_mm_fallback
    except ImportError:
        pass
    with open(path) as file:
        lines = {names_in(line): line.strip() for line in file if line.strip()}
    for name in [*lines, *added]:
        for candidate in (name, in_place(name)):
            op = find(candidate)
            if op is not None:
                lines[candidate] = str(op._schema)
            elif candidate == name and name not in lines:
                print("PyTorch has no", name, file=sys.stderr)
    with open(path, "w") as file:
        file.writelines(lines[name] + "\n" for name in sorted(lines))


if __name__ == "__main__":
    main()
