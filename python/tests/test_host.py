"""Life in a host process: signals, faults, forks, threads, ends, another JVM, a small heap, JAX's CPU beside it."""

import os
import signal
from pathlib import Path

import pytest

from own_process import complete, run

# A run that would take hours.
ENDLESS = """
import os, signal, sys, threading, jax, jax.numpy as jnp
endless = jax.jit(lambda x: jax.lax.fori_loop(0, 2_000_000_000, lambda i, c: jnp.sin(c) + c.sum(), x))
endless.lower(jnp.ones(4)).compile()
"""

# Calls a chain of functions as long as the first argument asks for: too long a one overflows the stack of Java.
CHAIN = """
import sys, jax, jax.numpy as jnp, numpy as np
from jax._src.interpreters import mlir
from jax._src.lib import xla_client
from jaxlib import _jax
from jaxlib.mlir import ir

def chain(length):
    function = "func.func @f{}(%x: tensor<f32>) -> tensor<f32> {{ {} return %{} : tensor<f32> }}\\n".format
    call = "%y = call @f{}(%x) : (tensor<f32>) -> tensor<f32>\\n".format
    text = "".join(function(i, call(i + 1), "y") for i in range(length)) + function(length, "", "x")
    device, = jax.devices()[:1]
    with mlir.make_ir_context():
        module = ir.Module.parse(text.replace("@f0(", "@main(", 1))
        executable = device.client.compile_and_load(module, _jax.DeviceList((device,)), xla_client.CompileOptions(), [])
    return np.asarray(executable.execute_sharded([jnp.float32(5)]).disassemble_into_single_device_arrays()[0][0])
"""


@pytest.mark.parametrize("wait", ["y.block_until_ready()", "y.tolist()"])
def test_ctrl_c_interrupts_the_wait_and_the_process_ends_although_the_run_goes_on(wait):
    output = run(
        f"""{ENDLESS}
threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    y = endless(jnp.ones(4))
    {wait}
except KeyboardInterrupt:
    print("interrupted", (jnp.ones(3) + 1).tolist())
"""
    )
    assert output == "interrupted [2.0, 2.0, 2.0]\n"


def test_sigterm_ends_the_process():
    result = complete(
        f"{ENDLESS}threading.Timer(1, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "endless(jnp.ones(4)).block_until_ready()"
    )
    assert result.returncode == -signal.SIGTERM, result.stderr


@pytest.mark.parametrize(
    ("end", "status"),
    [("", 0), ("sys.exit(3)", 3), ("os._exit(4)", 4)],
)
def test_the_process_ends_with_work_pending(end, status):
    result = complete(
        f"""{ENDLESS}
y = endless(endless(jnp.ones(4)))
z = jax.device_put(y, jax.devices()[0])
{end}
"""
    )
    assert result.returncode == status, result.stderr
    assert "Fatal" not in result.stderr


def test_the_process_ends_with_a_callback_behind_pending_work():
    output = run(
        """
        import time, jax, jax.numpy as jnp
        slow = jax.jit(lambda x: jax.lax.fori_loop(0, 3000, lambda i, c: jnp.sin(c), x))
        def seen(x):
            time.sleep(1)
            print("seen")
            return x
        y = jax.jit(lambda x: jax.pure_callback(seen, x, x))(slow(jnp.ones(4)))
        """
    )
    assert output == "seen\n"


@pytest.mark.parametrize(
    ("flags", "steps"), [((), "enable"), (("-X", "faulthandler"), ""), (("-X", "faulthandler"), "disable enable")]
)
def test_the_signals_of_java_are_no_crashes_to_faulthandler(flags, steps):
    """An overflow of Java's stack and a safepoint for a collection of its heap are signals."""
    output = run(
        f"""{CHAIN}
import faulthandler, threading
assert chain(1) == 5
for step in {steps!r}.split(): getattr(faulthandler, step)()
loop = jax.jit(lambda x: jax.lax.fori_loop(0, 300, lambda i, c: jnp.sin(c), x))
threads = [threading.Thread(target=lambda: loop(jnp.ones(50_000)).block_until_ready()) for _ in range(3)]
for t in threads: t.start()
try: chain(20_000)
except jax.errors.JaxRuntimeError as e: print(e)
for t in threads: t.join()
print(chain(10))
""",
        *flags,
        RANVIER_HEAP="64m",
    )
    assert output == "RESOURCE_EXHAUSTED: calls or regions are nested too deeply\n5.0\n"


def test_a_crash_is_still_reported():
    result = complete("import jax, faulthandler; jax.device_put(1.0).block_until_ready(); faulthandler._sigabrt()")
    assert result.returncode == -signal.SIGABRT
    assert "Fatal Python error: Aborted" in result.stderr


FORK = """
import gc, multiprocessing, os, sys, threading, jax, jax.numpy as jnp, numpy as np
f = jax.jit(lambda x: x * 2 + 1)
x = jnp.arange(4.0)
y = f(x)
pending = jax.jit(lambda x: jax.lax.fori_loop(0, 100_000, lambda i, c: jnp.sin(c), x))(x)
def fork(work):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try: exec(work)
    except (RuntimeError, ValueError) as e: sys.exit(7)
    sys.exit()
"""


def test_a_forked_child_that_does_not_touch_the_device_ends_well():
    statuses = {
        "": 0,
        "os._exit(5)": 5,
        "sys.exit(6)": 6,
        "assert np.arange(9).reshape(3, 3).T.sum() == 36": 0,
        "globals().pop('y'), globals().pop('pending'), gc.collect()": 0,
        "t = threading.Thread(target=sum, args=[range(9)]); t.start(); t.join()": 0,
        "jax.clear_caches()": 0,
    }
    result = complete(f"{FORK}\nfor work in {list(statuses)}: print(fork(work))\nprint(f(x).tolist())")
    assert result.stdout.splitlines() == [*map(str, statuses.values()), "[1.0, 3.0, 5.0, 7.0]"], result.stderr
    assert "ranvier: this process was forked" not in result.stderr


def test_a_forked_child_that_uses_the_device_gets_an_error():
    uses = [
        "f(x)",
        "jax.jit(lambda x: x - 1)(np.ones(3))",
        "jax.device_put(1.0)",
        "np.asarray(y)",
        "y.tolist()",
        "y.block_until_ready()",
        "pending.block_until_ready()",
        "pending.is_ready()",
        "y[0]",
        "print(y)",
        "jax.devices()[0].memory_stats()",
    ]
    result = complete(f"{FORK}\nfor use in {uses}: print(fork(use))\nprint(f(x).tolist())")
    assert result.stdout.splitlines() == ["7"] * len(uses) + ["[1.0, 3.0, 5.0, 7.0]"], result.stderr
    assert result.stderr.count("ranvier: this process was forked from one that uses the device") >= len(uses)


def test_a_pool_of_forked_workers():
    output = run(
        """
        import multiprocessing, jax.numpy as jnp, numpy as np
        x = jnp.ones(3) + 1
        def load(i): return np.full(3, i).sum()
        with multiprocessing.get_context("fork").Pool(3) as pool:
            print([int(i) for i in pool.map(load, range(5))], x.sum())
        """
    )
    assert output == "[0, 3, 6, 9, 12] 6.0\n"


def test_a_child_forked_before_the_device_is_used_may_use_it():
    output = run(
        """
        import os, jax, jax.numpy as jnp
        child = os.fork()
        if child: assert os.waitpid(child, 0)[1] == 0
        print(jax.jit(lambda x: x + 1)(jnp.ones(2)).tolist())
        """
    )
    assert output == "[2.0, 2.0]\n" * 2


def test_many_threads_compile_and_run():
    run(
        """
        import threading, jax, jax.numpy as jnp
        shared = jax.jit(lambda x: jax.lax.fori_loop(0, 10, lambda i, c: c + i, x))
        sums = []
        def work(number):
            own = jax.jit(lambda x: jnp.tanh(x) * 0 + number)
            for _ in range(10): sums.append(shared(own(jnp.zeros(3))).sum().item() - 3 * number)
        threads = [threading.Thread(target=work, args=[n]) for n in range(16)]
        for t in threads: t.start()
        for t in threads: t.join()
        assert sums == [135.0] * 160
        """
    )


def test_the_cpu_beside_it_is_undisturbed():
    run(
        """
        import jax, jax.numpy as jnp, numpy as np
        cpu, ranvier = jax.devices("cpu")[0], jax.devices("ranvier")[0]
        def step(x): return jnp.tanh(x @ x.T) + jax.lax.fori_loop(0, 3, lambda i, c: c + i, x)
        x = np.linspace(-1, 1, 16, dtype=np.float32).reshape(4, 4)
        there, here, alone = (jax.device_put(x, d) for d in (ranvier, cpu, cpu))
        for _ in range(20):
            there, here, alone = jax.jit(step)(there) / 10, jax.jit(step)(here) / 10, jax.jit(step)(alone) / 10
            there = jax.device_put(jax.device_put(there, cpu), ranvier)
        assert there.devices() == {ranvier} and here.devices() == {cpu}
        np.testing.assert_array_equal(here, alone)
        np.testing.assert_allclose(there, here, rtol=1e-5)
        seen = []
        jax.jit(lambda x: jax.pure_callback(lambda x: seen.append(float(x)) or x, x, x), device=cpu)(1.0).block_until_ready()
        assert seen == [1.0]
        """
    )


@pytest.mark.parametrize("heap", ["lots", "1k", "900t"])
def test_a_heap_that_cannot_be_is_explained(heap):
    output = run(
        """
        import jax
        try: jax.devices("ranvier")
        except RuntimeError as e: print(e)
        """,
        RANVIER_HEAP=heap,
    )
    assert "RANVIER_HEAP must be a size such as 512m or 4g" in output and f"and is {heap}" in output


def test_the_heap_is_bounded_and_its_end_is_an_error():
    output = run(
        """
        import jax, jax.numpy as jnp, numpy as np
        x = jnp.ones(3) + 1
        large = np.random.default_rng(0).random(8 << 20, np.float32)
        for program in (lambda x: jnp.zeros(32 << 20) + x, lambda x: x + large):
            try: jax.jit(program)(1.0).block_until_ready()
            except jax.errors.JaxRuntimeError as e: print(e)
        print((x * 2).tolist())
        """,
        RANVIER_DEVICE="reference",
        RANVIER_HEAP="32m",
    )
    run_error, compile_error, after = output.splitlines()
    assert run_error.startswith("RESOURCE_EXHAUSTED") and compile_error.startswith("RESOURCE_EXHAUSTED")
    assert "RANVIER_HEAP" in run_error and "RANVIER_HEAP" in compile_error
    assert after == "[4.0, 4.0, 4.0]"


def test_a_number_of_threads_that_is_none_is_explained():
    output = run(
        """
        import jax
        try: jax.devices("ranvier")
        except RuntimeError as e: print(e)
        """,
        RANVIER_NUM_THREADS="all",
    )
    assert "RANVIER_NUM_THREADS must be a whole number, got 'all'" in output


def test_an_unknown_device_is_explained():
    output = run(
        """
        import jax
        try: jax.devices("ranvier")
        except RuntimeError as e: print(e)
        """,
        RANVIER_DEVICE="quantum",
    )
    assert "no device of kind 'quantum'" in output and "cpu" in output and "reference" in output


# As JPype does it: a JVM with a class path of its own.
OTHER_JVM = """
import ctypes, threading
class Option(ctypes.Structure): _fields_ = [("text", ctypes.c_char_p), ("extra", ctypes.c_void_p)]
class Arguments(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int32), ("count", ctypes.c_int32), ("options", ctypes.POINTER(Option)),
                ("ignore_unrecognized", ctypes.c_uint8)]
def start_jvm():
    options = (Option * 2)(Option(b"-Djava.class.path=/nowhere", None), Option(b"-Xmx100m", None))
    vm, environment = ctypes.c_void_p(), ctypes.c_void_p()
    arguments = Arguments(0x00010008, 2, options, 0)
    assert jvm.JNI_CreateJavaVM(ctypes.byref(vm), ctypes.byref(environment), ctypes.byref(arguments)) == 0
"""


@pytest.mark.parametrize("thread", ["start_jvm()", "t = threading.Thread(target=start_jvm); t.start(); t.join()"])
def test_a_jvm_that_was_there_before_is_used(thread):
    library = Path(os.environ["RANVIER_JAVA_HOME"]) / "lib/server/libjvm.so"
    output = run(
        f"""{OTHER_JVM}
jvm = ctypes.CDLL({str(library)!r}, ctypes.RTLD_GLOBAL)
{thread}
import jax, jax.numpy as jnp
print(jax.jit(lambda x: x.sum())(jnp.arange(4.0)).item(), jax.default_backend())
count, vms = ctypes.c_int32(), (ctypes.c_void_p * 2)()
jvm.JNI_GetCreatedJavaVMs(vms, 2, ctypes.byref(count))
print(count.value)
"""
    )
    assert output == "6.0 ranvier\n1\n"


def test_an_older_jvm_that_was_there_before_is_named():
    older = [path for path in Path("/usr/lib/jvm").glob("*/lib/server/libjvm.so") if _version(path.parents[2]) in range(9, 25)]
    if not older:
        pytest.skip("no older JVM in /usr/lib/jvm")
    output = run(
        f"""{OTHER_JVM}
jvm = ctypes.CDLL({str(older[0])!r}, ctypes.RTLD_GLOBAL)
start_jvm()
import jax
try: jax.devices("ranvier")
except RuntimeError as e: print(e)
"""
    )
    assert "in the Java virtual machine that was in this process before; it must be of Java 25 or later" in output


def _version(home: Path) -> int:
    release = home / "release"
    lines = release.read_text().splitlines() if release.is_file() else []
    numbers = [line.split('"')[1] for line in lines if line.startswith("JAVA_VERSION=")]
    return int(numbers[0].partition(".")[0]) if numbers else 0
