"""What may be wrong with a machine: the cpu device works all the same, or says what to do, and never ends the process."""

import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from own_process import complete, run

HOME = Path(os.environ.get("RANVIER_HOME") or Path.home() / ".cache/ranvier")

# Products, a sort and rows, each a program of its own.
PROGRAMS = """
import jax, jax.numpy as jnp, numpy as np
a = np.arange(20.0, dtype=np.float32).reshape(4, 5)
np.testing.assert_array_equal(jax.jit(lambda a: a @ a.T + 1)(a), a @ a.T + 1)
np.testing.assert_array_equal(jax.jit(jnp.sort)(-a), np.sort(-a))
np.testing.assert_allclose(jax.jit(jax.nn.softmax)(a).sum(1), np.ones(4), rtol=1e-6)
"""
NOT_KEPT = "compiled code is not kept"
INTERPRETS = "interprets programs"

# Mounts of a process of its own: $HOME_OF_TEST becomes a file system as a test wants it.
READ_ONLY = 'mount --bind "$HOME_OF_TEST" "$HOME_OF_TEST" && mount -o remount,bind,ro "$HOME_OF_TEST"'
TMPFS = 'mount -t tmpfs -o {} tmpfs "$HOME_OF_TEST"'


@pytest.fixture(scope="module")
def llvm() -> str:
    """The library that was taken out of its jar once, so that homes of tests need not have their own."""
    run(PROGRAMS, RANVIER_DEVICE="cpu")
    kept = os.environ.get("RANVIER_LLVM") or next(map(str, HOME.glob("native/llvm-*/libLLVM.so")), "")
    assert kept
    return kept


@pytest.fixture
def settings(tmp_path, llvm) -> dict[str, str]:
    """The environment of a process whose home is empty."""
    return {"RANVIER_DEVICE": "cpu", "RANVIER_HOME": str(tmp_path), "RANVIER_LLVM": llvm}


def mounted(mount: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What becomes of the programs behind a mount on their home."""
    namespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    environment = {**os.environ, "JAX_PLATFORMS": "ranvier,cpu", "RANVIER_DEVICE": "cpu", **environment}
    environment |= {"HOME_OF_TEST": str(home), "RANVIER_HOME": str(home)}
    try:
        allowed = subprocess.run([*namespace, mount], env=environment, capture_output=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("no command unshare")
    if allowed.returncode:
        pytest.skip(f"no mounts for processes of users here: {allowed.stderr.decode()}")
    python = shlex.join([sys.executable, "-c", PROGRAMS])
    return subprocess.run(
        [*namespace, f"{mount} && exec {python}"], env=environment, capture_output=True, text=True, timeout=120
    )


def files(home: Path, *folders: str) -> list[Path]:
    return [file for folder in folders for file in (home / folder).rglob("*") if file.is_file()]


def test_without_llvm_it_says_so_and_interprets(settings):
    del settings["RANVIER_DEVICE"]  # the default
    result = complete(PROGRAMS, **settings | {"RANVIER_LLVM": "/nowhere/libLLVM.so"})
    assert result.returncode == 0, result.stderr
    assert len(re.findall(INTERPRETS, result.stderr)) == 1 and "/nowhere/libLLVM.so" in result.stderr


def test_a_feature_that_is_none(settings):
    result = complete(PROGRAMS, **settings, RANVIER_CPU_FEATURES="avx3")
    assert result.returncode != 0 and "no feature avx3" in result.stderr


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The bytes with one bit flipped, cut, gone, or others in their place."""
    place = chance.randrange(len(content))
    flipped = bytes([content[place] ^ 1 << chance.randrange(8)])
    return chance.choice([content[:place] + flipped + content[place + 1 :], content[:place], b"", chance.randbytes(place)])


def test_what_is_kept_may_be_damaged(settings, tmp_path):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    run(PROGRAMS, **settings)
    for _ in range(3):
        kept = files(tmp_path, "programs", "objects")
        assert len(kept) >= 6
        for file in kept:
            file.write_bytes(damaged(file.read_bytes(), chance))
        result = complete(PROGRAMS, **settings)
        assert result.returncode == 0 and INTERPRETS not in result.stderr, result.stderr


def test_libllvm_may_be_damaged(settings, tmp_path, llvm):
    if os.environ.get("RANVIER_LLVM"):
        pytest.skip("RANVIER_LLVM names a library, which is loaded as it is")
    kept = tmp_path / Path(llvm).relative_to(HOME)
    kept.parent.mkdir(parents=True)
    content = bytearray(Path(llvm).read_bytes())
    content[len(content) // 3] ^= 1
    kept.write_bytes(content)
    del settings["RANVIER_LLVM"]
    result = complete(PROGRAMS, **settings)
    assert result.returncode == 0 and INTERPRETS not in result.stderr, result.stderr
    assert kept.read_bytes() == Path(llvm).read_bytes()


def test_where_there_is_no_folder(settings, tmp_path):
    file = tmp_path / "file"
    file.touch()
    result = complete(PROGRAMS, **settings | {"RANVIER_HOME": str(file / "home")})
    assert result.returncode == 0, result.stderr
    assert NOT_KEPT in result.stderr


@pytest.mark.parametrize("mount", [READ_ONLY, TMPFS.format("size=16k")], ids=["read-only", "full"])
def test_where_nothing_can_be_kept(tmp_path, llvm, mount):
    result = mounted(mount, tmp_path, RANVIER_LLVM=llvm)
    assert result.returncode == 0, result.stderr
    assert NOT_KEPT in result.stderr and INTERPRETS not in result.stderr


@pytest.mark.parametrize("mount", [READ_ONLY, TMPFS.format("size=16m")], ids=["read-only", "full"])
def test_where_libllvm_cannot_be_kept(tmp_path, mount):
    if os.environ.get("RANVIER_LLVM"):
        pytest.skip("RANVIER_LLVM names a library")
    result = mounted(mount, tmp_path)
    assert result.returncode == 0, result.stderr
    assert INTERPRETS in result.stderr and "set RANVIER_HOME to a folder that can be written" in result.stderr


def test_files_may_not_grow(settings, tmp_path):
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)){PROGRAMS}"
    result = complete(limited, **settings)
    assert result.returncode == 0, result.stderr
    assert NOT_KEPT in result.stderr
    assert not list(tmp_path.rglob("*.unfinished"))


def test_where_no_file_is_executed(tmp_path, llvm):
    result = mounted(
        TMPFS.format("noexec"),
        tmp_path,
        RANVIER_LLVM=llvm,
        TMPDIR=str(tmp_path),
        JAVA_TOOL_OPTIONS=f"-Djava.io.tmpdir={tmp_path}",
    )
    assert result.returncode == 0, result.stderr
    assert NOT_KEPT not in result.stderr and INTERPRETS not in result.stderr


def test_where_libllvm_is_not_executed(tmp_path, llvm):
    noexec = f'{TMPFS.format("noexec")} && cp {shlex.quote(llvm)} "$HOME_OF_TEST/libLLVM.so"'
    result = mounted(noexec, tmp_path, RANVIER_LLVM=str(tmp_path / "libLLVM.so"))
    assert result.returncode == 0, result.stderr
    assert INTERPRETS in result.stderr and "noexec" in result.stderr


def start(settings: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAMS],
        env={**os.environ, "JAX_PLATFORMS": "ranvier,cpu", **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def test_many_processes_fill_one_home(settings, tmp_path):
    for process in [start(settings) for _ in range(3)]:
        stderr = process.communicate(timeout=300)[1].decode()
        assert process.returncode == 0 and NOT_KEPT not in stderr, stderr
    assert files(tmp_path, "objects") and not list(tmp_path.rglob("*.unfinished"))


def test_processes_are_killed_while_they_fill_their_home(settings, tmp_path):
    killed = 0
    while killed < 3:
        shutil.rmtree(tmp_path / "objects", ignore_errors=True)
        shutil.rmtree(tmp_path / "programs", ignore_errors=True)
        process = start(settings)
        # Killed where the first files appear: now and then amid one.
        while process.poll() is None and len(files(tmp_path, "objects")) <= killed:
            time.sleep(0.001)
        process.kill()
        process.communicate()
        killed += 1
    result = complete(PROGRAMS, **settings)
    assert result.returncode == 0 and NOT_KEPT not in result.stderr, result.stderr


def test_a_request_for_too_much_memory_fails_alone(settings):
    output = run(
        f"""{PROGRAMS}
def refused(program, *arguments):
    try: jax.block_until_ready(program(*arguments))
    except jax.errors.JaxRuntimeError as e: return str(e).partition(":")[0]
x = jnp.ones(1 << 20)
late = jax.jit(lambda x: jnp.sort(jnp.sort(jnp.broadcast_to(x, (15, 1 << 20))) + 1)[::-1].sum())
print(refused(jax.jit(lambda: jnp.zeros(1 << 25))), refused(jax.jit(lambda x: jnp.tile(x, 100)), x))
print(refused(jax.jit(lambda: jnp.zeros((1 << 20, 1 << 20)))), refused(late, x))
print(float(x.sum()), jax.devices()[0].memory_stats()["bytes_in_use"] < 1 << 23)
{PROGRAMS}""",
        **settings,
        RANVIER_DEVICE_MEMORY="64m",
    )
    assert output == "RESOURCE_EXHAUSTED RESOURCE_EXHAUSTED\n" * 2 + "1048576.0 True\n"


# A program of many kernels, which take seconds to compile.
LONG_COMPILE = """
def many(x):
    for i in range(60): x = jnp.sin(x + i).cumsum() @ jnp.ones((x.size, x.size + i % 7)) ; x = x[: 30 + i % 5]
    return x
"""


def test_ctrl_c_while_a_program_runs(settings):
    output = run(
        f"""{PROGRAMS}
import os, signal, threading
endless = jax.jit(lambda x: jax.lax.fori_loop(0, 2_000_000_000, lambda i, c: jnp.sin(c) + c.sum(), x))
endless.lower(jnp.ones(4)).compile()
try:
    y = endless(jnp.ones(4))
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    y.block_until_ready()
except KeyboardInterrupt: print("interrupted", (jnp.ones(3) + 1).tolist())
""",
        **settings,
    )
    assert output == "interrupted [2.0, 2.0, 2.0]\n"


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_process_while_it_compiles(settings, end):
    signal_handler = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)\n"
    result = complete(
        f"{signal_handler}{PROGRAMS}{LONG_COMPILE}import os, threading\n"
        f"threading.Timer(0.3, os.kill, (os.getpid(), {int(end)})).start()\n"
        "while True: jax.jit(lambda x: many(x))(jnp.ones(31)).block_until_ready()",
        **settings,
    )
    assert result.returncode == -end, result.stderr
