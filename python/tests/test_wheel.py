"""The wheel in an environment of its own, with no JDK, no compiler and no clone; JAX comes from the tests' environment."""

import re
import shutil
import subprocess
import sys
import sysconfig
import textwrap
import venv
from pathlib import Path

import pytest
from test_launcher import ROOT, launch


class Installation:
    """An environment with the wheel, and a way to run what is in it."""

    def __init__(self, folder: Path, wheel: str, llvm: str):
        self.folder = folder
        self.programs = folder / "environment/bin"
        venv.create(folder / "environment", symlinks=True)
        self.llvm = llvm
        self.install(wheel)
        (packages,) = folder.glob("environment/lib/python*/site-packages")
        (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
        self.lib = packages / "ranvier/lib"

    def install(self, wheel: str) -> None:
        pip = [sys.executable, "-m", "pip", "--python", self.programs / "python", "install", "--no-index", "--no-deps"]
        subprocess.run([*pip, wheel], check=True, capture_output=True)

    def run(self, program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            env={"HOME": str(self.folder), "PATH": "/nowhere", **environment},
            capture_output=True,
            text=True,
            timeout=120,
        )

    def python(self, program: str, **environment: str) -> str:
        result = self.run("python", "-c", textwrap.dedent(program), **environment)
        assert result.returncode == 0, result.stderr
        return result.stdout


@pytest.fixture(scope="module")
def installation(tmp_path_factory) -> Installation:
    built = launch("wheel")
    assert built.returncode == 0, built.stderr
    wheel, llvm = re.findall(r"\S+\.whl", built.stdout)
    # Where it was built, and where the cache of classes was made, is not there on other machines.
    shutil.rmtree(ROOT / "target/wheel", ignore_errors=True)
    return Installation(tmp_path_factory.mktemp("wheel"), wheel, llvm)


def test_jit_and_grad(installation):
    installation.python(
        """
        import jax, jax.numpy as jnp, numpy as np, ranvier, shutil
        assert "site-packages" in ranvier.__file__ and not shutil.which("java") and not shutil.which("cc")
        def loss(w, x): return jnp.tanh(x @ w).sum()
        w, x = np.linspace(-1, 2, 12).reshape(3, 4), np.ones((2, 3))
        slope = (1 - np.tanh(x @ w) ** 2).sum(0)
        assert jax.default_backend() == "ranvier"
        np.testing.assert_allclose(jax.jit(loss)(w, x), np.tanh(x @ w).sum(), rtol=1e-5)
        np.testing.assert_allclose(jax.jit(jax.grad(loss))(w, x), np.tile(slope, (3, 1)), rtol=1e-4)
        """,
        JAX_PLATFORMS="ranvier",
    )


def test_jax_keeps_its_default_device(installation):
    assert installation.python("import jax; print(jax.devices(), jax.devices('ranvier'))") == (
        "[CpuDevice(id=0)] [ranvier:0]\n"
    )


def test_jax_works_where_the_jvm_does_not_start(installation):
    program = """
        import jax
        print(jax.numpy.ones(3).sum())
        try: jax.devices("ranvier")
        except RuntimeError as e: print(e)
        """
    output = installation.python(program, RANVIER_HEAP="much")
    assert "3.0\n" in output and "RANVIER_HEAP must be a size" in output and "is much" in output


def test_the_jvm_takes_its_classes_from_the_cache(installation):
    log = installation.folder / "classes.log"
    program = "import jax; jax.devices('ranvier')"
    installation.python(program, JAVA_TOOL_OPTIONS=f"-Xlog:class+load:file={log}")
    assert "dev.ranvier.pjrt.Door source: shared objects file\n" in log.read_text()
    cache = installation.lib / "classes.aot"
    cache.write_bytes(cache.read_bytes()[:100_000])
    installation.python(program, JAVA_TOOL_OPTIONS=f"-Xlog:class+load:file={log}")
    assert f"dev.ranvier.pjrt.Door source: file:{installation.lib}" in log.read_text()


def test_commands(installation):
    devices = installation.run("ranvier", "devices")
    assert devices.returncode == 0 and re.findall(r"^\w+", devices.stdout, re.M) == ["cpu", "reference"]
    doctor = installation.run("ranvier", "doctor")
    assert doctor.returncode == 0 and str(installation.lib / "runtime") in doctor.stdout
    refused = installation.run("ranvier", "test")
    assert refused.returncode == 1 and "clone" in refused.stderr


def test_the_cpu_device_needs_the_wheel_with_llvm(installation):
    program = "import jax, numpy as np; np.testing.assert_array_equal(jax.jit(lambda x: 2 * x)(np.ones(3)), [2] * 3)"
    settings = {"JAX_PLATFORMS": "ranvier", "RANVIER_DEVICE": "cpu"}
    without = installation.run("python", "-c", program, **settings)
    assert without.returncode == 0, without.stderr
    assert "interprets programs" in without.stderr and "install the wheel ranvier-llvm" in without.stderr
    installation.install(installation.llvm)
    compiled = installation.run("python", "-c", program, **settings)
    assert compiled.returncode == 0 and "interprets" not in compiled.stderr, compiled.stderr
