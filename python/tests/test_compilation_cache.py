"""JAX's persistent compilation cache on the platform ranvier."""

from own_process import run

PROGRAM = """
import jax, jax.numpy as jnp, numpy as np
from jax import monitoring
hits = []
monitoring.register_event_listener(lambda event, **_: hits.append(event.rsplit("/")[-1]))
x = jax.device_put(np.arange(6, dtype=np.float32).reshape(2, 3))
product, values = jax.jit(lambda x: (x @ x.T, jnp.linalg.eigvalsh(x @ x.T)))(x)
np.testing.assert_array_equal(product, np.asarray(x) @ np.asarray(x).T)
np.testing.assert_allclose(values, np.linalg.eigvalsh(np.asarray(product)), rtol=1e-4)
for sign in (1, -1):
    f = lambda a, sign=sign: sign * np.asarray(a)
    assert np.asarray(jax.jit(lambda x: jax.pure_callback(f, x, x))(x))[1, 2] == sign * 5
print(hits.count("cache_hits"), hits.count("cache_misses"), jax.devices()[0].client.platform_version)
"""


def test_another_process_reads_what_one_has_compiled(tmp_path):
    options = dict(JAX_COMPILATION_CACHE_DIR=str(tmp_path), JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS="0")
    assert run(PROGRAM, **options).startswith("0 1 ")
    assert run(PROGRAM, **options).startswith("1 0 ")
    # Programs with Python functions are of one process.
    assert len(list(tmp_path.glob("*-cache"))) == 1


def test_the_platform_version_names_ranvier_and_its_device(tmp_path):
    version = run("import jax; print(jax.devices()[0].client.platform_version)")
    assert "ranvier 0." in version and version.endswith("cpu\n")
