"""Random programs on several devices: shardings of results that are left to the compiler, held against XLA's.

usage: sharded_programs.py COUNT SEED
"""

import sys

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.sharding import AxisType, Mesh, NamedSharding, PartitionSpec as P

MESHES = [((4, 2), ("x", "y")), ((2, 2, 2), ("x", "y", "z")), ((8,), ("x",))]


def random_spec(random, rank, names):
    axes = list(random.permutation(names))[: random.integers(0, len(names) + 1)]
    parts = [[] for _ in range(rank)]
    for axis in axes:
        parts[random.integers(rank)].append(str(axis))
    return P(*(tuple(part) or None for part in parts))


def divides(spec, shape, mesh):
    sizes = [np.prod([mesh.shape[axis] for axis in part or ()], dtype=int) for part in spec]
    return all(size % parts == 0 for size, parts in zip(shape, sizes))


def constraint(random, mesh, shape):
    spec = random_spec(random, 2, mesh.axis_names)
    sharding = NamedSharding(mesh, spec if divides(spec, shape, mesh) else P())
    return lambda x, y: lax.with_sharding_constraint(x, sharding)


def manual(mesh):
    body = lambda v: v + lax.psum(v, "x")
    mapped = jax.shard_map(body, mesh=mesh, in_specs=P("x"), out_specs=P("x"), axis_names={"x"})
    return lambda x, y: mapped(x)


def steps(random, mesh, shape):
    """What can be done next with a matrix x of a shape, and another one."""
    rows, columns = shape
    return {
        "sin": lambda x, y: jnp.sin(x),
        "add": lambda x, y: x + y,
        "scale": lambda x, y: x * 2 + 1,
        "iota": lambda x, y: x + jnp.arange(columns, dtype=x.dtype),
        "transpose": lambda x, y: x.T,
        "gram": lambda x, y: x @ y.T,
        "sums": lambda x, y: x + y.sum(axis=0),
        "softmax": lambda x, y: jax.nn.softmax(x, axis=1),
        "split": lambda x, y: x.reshape(rows, 2, columns // 2).sum(1),
        "merge": lambda x, y: x.reshape(rows // 2, columns * 2),
        "concatenate": lambda x, y: jnp.concatenate([x, y], axis=0),
        "slice": lambda x, y: x[: rows // 2],
        "update": lambda x, y: x.at[1].set(0),
        "take": lambda x, y: x[jnp.array([3, 1, 0, 2])],
        "pad": lambda x, y: jnp.pad(x, ((0, 0), (rows, 0))),
        "sort": lambda x, y: jnp.sort(x, axis=1),
        "cumsum": lambda x, y: jnp.cumsum(x, axis=0),
        "reverse": lambda x, y: x[::-1],
        # What is chosen is no jump where both are equal: two ways to sum may differ in which is the greater there.
        "where": lambda x, y: jnp.where(x > y, x, y),
        "scan": lambda x, y: lax.scan(lambda c, v: (c + v, c * v), y[0], x)[1],
        "loop": lambda x, y: lax.fori_loop(0, 2, lambda _, v: v + y, x),
        "cond": lambda x, y: lax.cond(x[0, 0] > 0, lambda: x, lambda: y),
        "inner": lambda x, y: jax.jit(lambda v: v * v)(x),
        "constraint": constraint(random, mesh, shape),
        "manual": manual(mesh),
    }


def random_program(random, mesh, shape):
    """Names and functions of some steps. A matrix after them is neither very small nor very large."""
    chosen = []
    for _ in range(random.integers(1, 6)):
        table = steps(random, mesh, shape)
        name = str(random.choice(list(table)))
        matrix = jax.ShapeDtypeStruct(shape, np.float32)
        try:
            result = jax.eval_shape(table[name], matrix, matrix)
        except ValueError:  # rows that the mesh does not divide
            continue
        if min(result.shape) >= 4 and max(result.shape) <= 64:
            chosen.append((name, table[name]))
            shape = result.shape
    return chosen


def run(seed, platform):
    """The names of the steps, the results, and which part of each is on which device."""
    random = np.random.default_rng(seed)
    sizes, names = MESHES[random.integers(len(MESHES))]
    mesh = Mesh(np.array(jax.devices(platform)).reshape(sizes), names, axis_types=(AxisType.Auto,) * len(names))
    shape = tuple(int(size) for size in random.choice([8, 16], 2))
    arguments = []
    for _ in range(2):
        spec = random_spec(random, 2, names)
        sharding = NamedSharding(mesh, spec if divides(spec, shape, mesh) else P())
        arguments.append(jax.device_put(random.normal(size=shape).astype(np.float32), sharding))
    chosen = random_program(random, mesh, shape)

    @jax.jit
    def program(x, y):
        for _, step in chosen:
            x, y = step(x, y), step(y, x)
        return x, y.sum(axis=0)

    results = program(*arguments)
    parts = [[str(index) for index in r.sharding.devices_indices_map(r.shape).values()] for r in results]
    return [name for name, _ in chosen], results, parts


def main(count, seed):
    different = 0
    for i in range(seed, seed + count):
        (steps, mine, parts), (_, theirs, their_parts) = run(i, "ranvier"), run(i, "cpu")
        for a, b in zip(mine, theirs):
            np.testing.assert_allclose(np.asarray(a), np.asarray(b), rtol=1e-3, atol=1e-3, err_msg=f"seed {i}: {steps}")
        if parts != their_parts:
            different += 1
            print(f"seed {i}: {steps}: {[r.sharding.spec for r in mine]}, XLA {[r.sharding.spec for r in theirs]}")
    print(f"{different} of {count} programs, seeds from {seed}, are sharded otherwise than by XLA")
    return different


if __name__ == "__main__":
    # Where two shardings are as good as one another, the choice may differ.
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    sys.exit(main(count, seed) > 0.05 * count)
