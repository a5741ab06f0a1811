"""What users do wrong on the platform ranvier, and the errors that they get: what is wrong, where, and what to do."""

from own_process import run


def error(program: str, line: int | None, **environment: str) -> str:
    """The message of the JaxRuntimeError that a program raises, which names a line of it, counted from 1."""
    message = _raised("jax.errors.JaxRuntimeError", "print(e)", program, **environment)
    assert line is None or f"<string>:{line + 3}:" in message, message
    assert "java" not in message and "Exception" not in message
    return message


def refusal(kind: str, program: str, line: int, **environment: str) -> None:
    """Expects an error of a kind that JAX raises before the program reaches Ranvier; its traceback names a line."""
    message = _raised(kind, "traceback.print_exception(e, file=sys.stdout)", program, **environment)
    assert f'File "<string>", line {line + 3}, in' in message, message


def _raised(kind: str, show: str, program: str, **environment: str) -> str:
    indented = "\n".join("    " + text for text in program.strip("\n").splitlines())
    return run(
        f"""
import sys, traceback, jax, jax.numpy as jnp, numpy as np
try:
{indented}
except {kind} as e:
    {show}
""",
        **environment,
    )


def test_a_custom_call_that_nobody_registered():
    message = error(
        """
def f(x):
    return jax.ffi.ffi_call("nobody_knows", jax.ShapeDtypeStruct((), jnp.float32))(x) + 1
jax.jit(f)(1.0).block_until_ready()
""",
        line=2,
    )
    assert message.startswith("UNIMPLEMENTED") and "'nobody_knows'" in message and "register_ffi_target" in message


def test_a_result_that_memory_has_no_room_for():
    message = error(
        """
def big(x):
    return jnp.broadcast_to(x, (1 << 20, 1 << 10))
jax.jit(big)(1.0)
""",
        line=2,
        RANVIER_DEVICE_MEMORY="1g",
    )
    assert message.startswith("RESOURCE_EXHAUSTED") and "4.000 GiB asked for" in message and "of 1.000 GiB" in message
    assert "jit_big" in message and "tensor<1048576x1024xf32>" in message and "RANVIER_DEVICE_MEMORY" in message


def test_an_array_that_memory_has_no_room_for():
    message = error(
        """
x = np.zeros(1 << 20, np.float32)
def put(): return jax.device_put(x[::-1])
put()
""",
        line=2,
        RANVIER_DEVICE_MEMORY="1m",
    )
    assert message.startswith("RESOURCE_EXHAUSTED") and "0.004 GiB asked for, 0.000 GiB of 0.001 GiB in use" in message


def test_an_array_that_was_deleted_or_donated():
    """JAX itself refuses what it knows to be deleted; the executable does where JAX does not look."""
    message = error(
        """
x = jnp.ones(3)
jax.jit(lambda x: x + 1, donate_argnums=0)(x)
try:
    x + 1
except RuntimeError as e:
    assert "deleted" in str(e)
def double(x): return x * 2
jax.jit(double).lower(jnp.ones(3)).compile().runtime_executable().execute([x])
""",
        line=8,
    )
    assert message.startswith("FAILED_PRECONDITION")
    assert "argument 'x' of program 'jit_double', tensor<3xf32>, was deleted or donated" in message


def test_arguments_that_do_not_fit():
    for arguments, expected in (
        ("[jnp.ones(4)]", "program 'jit_f' takes tensor<3xf32> as argument 'x', got tensor<4xf32>"),
        ("[jnp.ones(3, int)]", "program 'jit_f' takes tensor<3xf32> as argument 'x', got tensor<3xi32>"),
        ("[]", "program 'jit_f' takes 1 arguments, got 0"),
    ):
        message = error(
            f"""
def f(x): return x + 1
jax.jit(f).lower(jnp.ones(3)).compile().runtime_executable().execute({arguments})
""",
            line=2,
        )
        assert message.startswith("INVALID_ARGUMENT") and expected in message


def test_an_argument_on_another_device():
    message = error(
        """
x = jax.device_put(jnp.ones(3), jax.devices()[1])
def f(x): return x + 1
program = jax.jit(f).lower(jnp.ones(3)).compile().runtime_executable()
def call(): program.execute([x])
thread = __import__("concurrent.futures").futures.ThreadPoolExecutor()
thread.submit(call).result()
""",
        line=4,
        RANVIER_NUM_DEVICES="2",
    )
    assert message.startswith("INVALID_ARGUMENT")
    assert "'jit_f' takes argument 'x' on cpu:0, got it on cpu:1" in message


def test_an_error_after_the_program_has_begun_to_end():
    """Nothing asks Python for a line then; the error is there all the same."""
    message = run(
        """
        import atexit
        @atexit.register
        def call():
            try: program.execute([])
            except jax.errors.JaxRuntimeError as e: print(e)
        import jax, jax.numpy as jnp
        program = jax.jit(lambda x: x).lower(jnp.ones(3)).compile().runtime_executable()
        """
    )
    assert message == "INVALID_ARGUMENT: program 'jit__lambda' takes 1 arguments, got 0\n"


def test_a_type_that_is_not_supported():
    refusal("TypeError", "jax.device_put(np.array(['text']))", line=1)
    refusal(
        "TypeError",
        """
def f(x):
    return jax.lax.population_count(x)
jax.jit(f)(jnp.ones(2))
""",
        line=2,
    )


def test_a_sharding_that_does_not_fit():
    mesh = """
from jax.sharding import NamedSharding, PartitionSpec as P
mesh = jax.make_mesh((2,), ("x",))
"""
    for program, line in (
        ("jax.device_put(jnp.ones(3), NamedSharding(mesh, P('x')))", 3),
        ("def f(x):\n  return jax.lax.with_sharding_constraint(x, P('x', None))\nwith mesh: jax.jit(f)(jnp.ones(2))", 4),
    ):
        refusal("ValueError", mesh + program, line, RANVIER_NUM_DEVICES="2")


def test_a_compile_option_that_is_none():
    message = error("jax.jit(lambda x: x, compiler_options={'optimize_much': True})(1.0)", line=None)
    assert "No such compile option: 'optimize_much'" in message


def test_a_function_that_raises():
    message = error(
        """
def fail(x): raise ValueError("what went wrong")
def f(x):
    return jax.pure_callback(fail, x, x)
jax.jit(f)(1.0).block_until_ready()
""",
        line=3,
    )
    assert message.startswith("INTERNAL") and "ValueError: what went wrong" in message and "line 4, in fail" in message
