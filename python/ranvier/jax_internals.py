"""Every private name of JAX that Ranvier uses, and why. The tests check each of them against the installed JAX."""

import copy
import ctypes
import functools
import os
import types

import jax
from jax._src import array, buffer_callback, callback, checkify, compilation_cache, compiler, custom_partitioning
from jax._src import debugging, dlpack, lib, xla_bridge
from jax._src.cudnn import scaled_matmul_stablehlo
from jax._src.interpreters import mlir
from jax._src.lax import lax, linalg, parallel, special
from jax._src.lib.mlir import ir
from jax._src.lib.mlir.dialects import chlo, func, hlo
from jax._src.typing import DLDeviceType
from jax.extend import core
from jax.interpreters import mlir as public_mlir


def register_plugin(platform: str, library: str) -> None:
    """Registers a PJRT plugin below JAX's own CPU back end (0), so that nobody's default device changes.

    Where no platform is named, JAX opens all that are registered: one that cannot be opened shall not end the program.
    """
    xla_bridge.register_plugin(platform, priority=-100, library_path=library)
    xla_bridge._backend_factories[platform].fail_quietly = True


# What happens in a forked child that uses the platform all the same; loader.c says it, too.
FORKED = "this process was forked from one that uses the device; start it with multiprocessing's 'spawn' instead"

# JAX drops donate_argnums for platforms that are not in this list.
platforms_with_donation = mlir._platforms_with_donation

# A client by all that is asked of it where Ranvier has JAX do as for its CPU.
_CPU = types.SimpleNamespace(platform="cpu")

# How lowering rules are written and registered for a platform.
register_lowering = mlir.register_lowering

# What a buffer callback may ask for.
ExecutionStage = lib.ffi.ExecutionStage

# Primitives that JAX has no public name for.
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


def register_missing_lowerings(platform: str) -> None:
    """JAX's own rules that it registers for named platforms only, though they write nothing that is theirs."""
    for primitive, rule in {
        debugging.debug_callback_p: debugging.debug_callback_lowering,
        debugging.debug_print_p: debugging.debug_print_lowering_rule,
        checkify.check_p: checkify.check_lowering_rule,
        parallel.pbroadcast_p: parallel._pbroadcast_lowering,
        scaled_matmul_stablehlo._scaled_matmul_p: scaled_matmul_stablehlo._scaled_matmul_rocm_lowering,
    }.items():
        mlir.register_lowering(primitive, rule, platform=platform)
    mlir.register_lowering(custom_partitioning.custom_partitioning_p, _lower_whole, platform=platform)
    _copy_cpu_lowering("spsolve", platform)


def keep_functions(platform: str) -> None:
    """JAX's client writes these functions as polynomials before ``platform`` sees them, which computes them faster.

    As composites they come whole, as erf and others do that the client writes so itself. Erfc need not: the compiler finds
    it in its arithmetic, as exported programs have it.
    """
    for primitive, function in {
        special.bessel_i1e_p: chlo.bessel_i1e,
        special.digamma_p: chlo.digamma,
        special.erf_inv_p: chlo.erf_inv,
        special.lgamma_p: chlo.lgamma,
    }.items():
        mlir.register_lowering(primitive, functools.partial(_lower_to_composite, function), platform=platform)


def _lower_to_composite(function, context, *operands, **parameters):
    """The composite that is named as ``function``, an op of CHLO, and whose decomposition is that op."""
    name = f"chlo.{function.__name__}"
    module = context.module_context

    def composite(value):
        types = [value.type]
        decomposition = func.FuncOp(f"{name}.impl", (types, types), ip=module.ip, visibility="private")
        with ir.InsertionPoint(decomposition.add_entry_block()):
            func.return_([function(*decomposition.arguments)])
        symbol = ir.FlatSymbolRefAttr.get(module.symbol_table.insert(decomposition).value)
        return hlo.CompositeOp(types, [value], name, symbol, version=mlir.i32_attr(1)).result

    return lax._nary_lower_hlo(composite, context, *operands, **parameters)


def _lower_whole(context, *operands, call, **_):
    """A function with a partitioning of its own, as JAX writes it for one device: programs run on global values."""
    return mlir.lower_fun(core.jaxpr_as_fun(call), multiple_results=True)(context, *operands)


def _copy_cpu_lowering(name: str, own_platform: str) -> None:
    """The CPU's rule of a primitive in a module that takes long to import: a user has imported it, or will, or never."""
    for primitive in list(mlir._platform_specific_lowerings["cpu"]):
        if primitive.name == name:
            mlir.register_lowering(primitive, cpu_lowering(primitive), platform=own_platform)
    register = public_mlir.register_lowering

    @functools.wraps(register)
    def register_lowering(primitive, rule, platform=None, **options):
        if primitive.name == name and platform == "cpu":
            register(primitive, rule, own_platform, **options)
        return register(primitive, rule, platform, **options)

    public_mlir.register_lowering = register_lowering


def replace_callbacks(platform: str, number) -> None:
    """JAX writes Python callbacks for a closed list of platforms; on ``platform`` it shall write what it does for its CPU.

    ``number`` makes the id of each Python function, which stands where JAX has an index into a list that only its own
    back ends get.
    """
    emit = callback.emit_python_callback

    @functools.wraps(emit)
    def emit_python_callback(context, *arguments, **options):
        if tuple(context.module_context.platforms) == (platform,):
            context = _as_cpu(context, number)
        return emit(context, *arguments, **options)

    callback.emit_python_callback = public_mlir.emit_python_callback = emit_python_callback
    mlir.register_lowering(
        buffer_callback.buffer_callback_p,
        lambda context, *operands, **options: buffer_callback._buffer_callback_lowering(
            _as_cpu(context, number), *operands, **options
        ),
        platform=platform,
    )


class _NumberedCallbacks:
    """Stands for a module's list of host callbacks: the index of the last one, its length less 1, is the callback's id."""

    def __init__(self, callbacks, number):
        self._callbacks = callbacks
        self._number = number
        self._last = None

    def append(self, function):
        self._callbacks.append(function)
        self._last = self._number(function)

    def __len__(self):
        return self._last + 1


def _as_cpu(context, number):
    module_context = copy.copy(context.module_context)
    module_context.platforms = ("cpu",)
    module_context.backend = _CPU
    module_context.host_callbacks = _NumberedCallbacks(module_context.host_callbacks, number)
    return context.replace(module_context=module_context)


def use_compilation_cache(platform: str) -> None:
    """The persistent compilation cache asks for the platform's name; executables of ``platform`` serialize, too."""
    is_cache_used = compilation_cache.is_cache_used
    compilation_cache.is_cache_used = lambda backend: is_cache_used(_CPU if backend.platform == platform else backend)


def use_dlpack(platform: str, capsule) -> None:
    """JAX exchanges arrays of named platforms only; those of ``platform`` are in host memory."""
    array_type = array.ArrayImpl
    export, export_device, import_array = array_type.__dlpack__, array_type.__dlpack_device__, dlpack.from_dlpack

    def is_ours(self):
        return next(iter(self.sharding.device_set)).platform == platform

    @functools.wraps(export)
    def __dlpack__(self, **options):
        if not is_ours(self):
            return export(self, **options)
        self.__dlpack_device__()
        return capsule(self.__array__(), **options)

    @functools.wraps(export_device)
    def __dlpack_device__(self):
        if not is_ours(self):
            return export_device(self)
        if len(self.sharding.device_set) != 1:
            raise BufferError("__dlpack__ only supported for unsharded arrays.")
        return DLDeviceType.kDLCPU, 0

    @functools.wraps(import_array)
    def from_dlpack(external_array, device=None, copy=None):
        target = _import_device(platform, external_array, device)
        if target is None or copy is False and device is not None:
            return import_array(external_array, device, copy)
        imported = lib._jax.dlpack_managed_tensor_to_buffer(
            external_array.__dlpack__(), target, None, None, int(DLDeviceType.kDLCPU)
        )
        imported = jax.numpy.asarray(imported, dtype=jax.dtypes.canonicalize_dtype(imported.dtype))
        return jax.numpy.array(imported, copy=True) if copy else imported

    array_type.__dlpack__, array_type.__dlpack_device__ = __dlpack__, __dlpack_device__
    dlpack.from_dlpack = jax.dlpack.from_dlpack = from_dlpack


def _import_device(platform, external_array, device):
    """The device of ``platform`` on which memory of the host is imported, or None where JAX's own rule holds."""
    if isinstance(device, jax.sharding.Sharding):
        device = next(iter(device.device_set)) if len(device.device_set) == 1 else None
    if device is None and isinstance(external_array, array.ArrayImpl):
        device = next(iter(external_array.devices()))
    if device is None and "cpu" not in xla_bridge.backends():
        device = xla_bridge.local_devices(backend=platform)[0]
    if getattr(device, "platform", None) != platform or not hasattr(external_array, "__dlpack_device__"):
        return None
    return device if external_array.__dlpack_device__()[0] == DLDeviceType.kDLCPU else None


def prepare_forked_children(platform: str) -> None:
    """A child has JAX's clients, and MLIR's pool, without their threads, for which they would wait without end.

    So they are not destroyed at its exit, and it compiles nothing for an open ``platform``.
    """
    increment = ctypes.pythonapi.Py_IncRef
    increment.argtypes = [ctypes.py_object]
    compile_and_load = compiler.backend_compile_and_load

    def refuse(backend, *arguments, **options):
        if backend.platform == platform:
            raise jax.errors.JaxRuntimeError(f"FAILED_PRECONDITION: {platform}: {FORKED}")
        return compile_and_load(backend, *arguments, **options)

    def prepare():
        for owner in (mlir.global_thread_pool, *xla_bridge._backends.values()):
            increment(owner)
        if platform in xla_bridge._backends:
            compiler.backend_compile_and_load = refuse

    os.register_at_fork(after_in_child=prepare)
