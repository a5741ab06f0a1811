"""What users do wrong on the platform ranvier, and the errors that they get: what is wrong, where, and what to do."""

from own_process import run


def error(program: str, line: int | None, **environment: str) -> str:
    """The message of the JaxRuntimeError that a program raises, which names a line of it, counted from 1."""
    indented = "\n".join("    " + text for text in program.strip("\n").splitlines())
    message = run(
        f"""
import jax, jax.numpy as jnp, numpy as np
try:
{indented}
except jax.errors.JaxRuntimeError as e:
    print(e)
""",
        **environment,
    )
    assert line is None or f"<string>:{line + 3}:" in message, message
    assert "java" not in message and "Exception" not in message
    return message


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
    message = error("jax.device_put(np.zeros(1 << 20, np.float32))", line=None, RANVIER_DEVICE_MEMORY="1m")
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
        line=None,
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
            line=None,
        )
        assert message.startswith("INVALID_ARGUMENT") and expected in message


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
