"""What JAX calls when it looks for plugins: registers the platform ``ranvier``, and starts nothing."""

import faulthandler
import os
import sys
import warnings

PLATFORM = "ranvier"


def initialize() -> None:
    _keep_fault_handler()
    import jax

    import ranvier
    from ranvier import caller, callbacks, dlpack, ffi, jax_internals, linear_algebra

    _warn_of_other_version(jax.__version_info__, ranvier.JAX_VERSIONS)
    ranvier.find_llvm()
    library = str(ranvier.library())
    jax_internals.register_plugin(PLATFORM, library)
    jax_internals.platforms_with_donation.append(PLATFORM)
    ffi.connect(PLATFORM, library)
    caller.connect(PLATFORM, library)
    callbacks.register(PLATFORM)
    jax_internals.replace_callbacks(PLATFORM, callbacks.number)
    jax_internals.register_missing_lowerings(PLATFORM)
    jax_internals.keep_functions(PLATFORM)
    linear_algebra.register(PLATFORM)
    jax_internals.use_dlpack(PLATFORM, dlpack.capsule)
    jax_internals.use_compilation_cache(PLATFORM)
    jax_internals.prepare_forked_children(PLATFORM)


def _keep_fault_handler() -> None:
    """Python's handler of crashes has to be there before the JVM's, and to stay.

    Enabled later, or taken away, it would take the JVM's place, and the JVM's own signals would end the process.
    """
    if not faulthandler.is_enabled():
        try:
            faulthandler.enable(sys.__stderr__)
        except (AttributeError, OSError, RuntimeError, ValueError):
            faulthandler.enable(os.open(os.devnull, os.O_WRONLY))  # There is no standard error to write to.
    faulthandler.disable = lambda: False


def _warn_of_other_version(version: tuple[int, ...], versions: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    oldest, end = versions
    if not oldest <= version < end:
        texts = [".".join(map(str, each)) for each in (oldest, end, version)]
        warnings.warn("ranvier is made for JAX from {} on and before {}, not for {}".format(*texts))
