"""Every private name of JAX that Ranvier uses, and why. The tests check each of them against the installed JAX."""

import ctypes
import functools
import os

from jax._src import callback, core, debugging, dtypes, ffi, lib, xla_bridge
from jax._src.interpreters import mlir
from jax._src.lax import linalg

# The versions of JAX whose private names have been checked.
OLDEST = (0, 10, 2)
NEWEST = (0, 10, 2)

# Registers a PJRT plugin; there is no public way.
register_plugin = xla_bridge.register_plugin

# JAX drops donate_argnums for platforms that are not in this list.
platforms_with_donation = mlir._platforms_with_donation

# How lowering rules are written and registered for a platform.
register_lowering = mlir.register_lowering
build_ffi_lowering_function = ffi.build_ffi_lowering_function
abstract_token = core.abstract_token

# What a callback returns takes JAX's default precision.
canonicalize_value = dtypes.canonicalize_value

# Primitives that have a lowering for named platforms only, and no public name.
debug_callback_p = debugging.debug_callback_p
debug_print_p = debugging.debug_print_p
debug_callback_lowering = debugging.debug_callback_lowering
debug_print_lowering = debugging.debug_print_lowering_rule
geqp3_p = linalg.geqp3_p
geqrf_p = linalg.geqrf_p

# The LAPACK kernels of JAX's CPU back end.
lapack = lib.lapack

# Called with every back end that JAX has opened.
register_backend_initialization_hook = xla_bridge.register_backend_initialization_hook

# Gets the targets of jax.ffi.register_ffi_target for a platform, also those registered before.
register_custom_call_handler = lib.xla_client.register_custom_call_handler


def cpu_lowering(primitive):
    """JAX's lowering rule of a primitive for its CPU back end."""
    return mlir._platform_specific_lowerings["cpu"][primitive].rule



def replace_callbacks(platform: str, emit) -> None:
    """JAX emits Python callbacks for a closed list of platforms; on ``platform`` it shall call ``emit``."""
    original = callback.emit_python_callback

    @functools.wraps(original)
    def emit_python_callback(context, *arguments, **options):
        chosen = emit if tuple(context.module_context.platforms) == (platform,) else original
        return chosen(context, *arguments, **options)

    callback.emit_python_callback = emit_python_callback


def let_forked_children_exit() -> None:
    """A child has JAX's clients without their threads: destroyed at its exit, they would wait for these without end."""
    increment = ctypes.pythonapi.Py_IncRef
    increment.argtypes = [ctypes.py_object]

    def keep_clients():
        for client in xla_bridge._backends.values():
            increment(client)

    os.register_at_fork(after_in_child=keep_clients)
