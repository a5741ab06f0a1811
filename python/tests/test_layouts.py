"""Arrays that lie in memory as their layouts say, and programs that take and give them so."""

from own_process import run

BEGIN = """
import ctypes, jax, jax.numpy as jnp, numpy as np
from jax.experimental.layout import Format, Layout
sharding = jax.sharding.SingleDeviceSharding(jax.devices()[0])
array = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
def put(*order): return jax.device_put(array, Format(Layout(order), sharding))
def memory(x): return list((ctypes.c_float * x.size).from_address(x.block_until_ready().unsafe_buffer_pointer()))
"""


def test_memory_strides_and_layout_agree():
    run(
        BEGIN
        + """
for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)):
    x = put(*order)
    assert x.format.layout.major_to_minor == order and x.on_device_size_in_bytes() == 96
    assert memory(x) == list(array.transpose(order).reshape(-1))
    for host in (np.asarray(x), np.from_dlpack(x), np.asarray(jax.device_put(x, jax.devices("cpu")[0]))):
        np.testing.assert_array_equal(host, array)
    assert np.asarray(x).strides == np.from_dlpack(x).strides
    strides = dict(zip(order, np.ascontiguousarray(array.transpose(order)).strides))
    assert np.asarray(x).strides == tuple(strides[i] for i in range(3))
    assert x[1, 2, 3] == 23
"""
    )


def test_programs_take_and_give_layouts():
    run(
        BEGIN
        + """
column = Format(Layout((1, 2, 0)), sharding)
double = jax.jit(lambda x, y: (x * 2 + y, y), out_shardings=(column, None))
compiled = double.lower(put(2, 0, 1), array).compile()
assert [each.layout.major_to_minor for each in compiled.input_formats[0]] == [(2, 0, 1), (0, 1, 2)]
assert [each.layout.major_to_minor for each in compiled.output_formats] == [(1, 2, 0), (0, 1, 2)]
x, y = double(put(2, 0, 1), array)
assert x.format.layout.major_to_minor == (1, 2, 0) and y.format.layout.major_to_minor == (0, 1, 2)
assert memory(x) == list((3 * array).transpose(1, 2, 0).reshape(-1))
again = double(x, y)[0]
np.testing.assert_array_equal(again, 7 * array)
"""
    )


def test_a_layout_of_our_choice_saves_a_transposition():
    run(
        BEGIN
        + """
transpose = jax.jit(lambda x: x.transpose(2, 0, 1), out_shardings=Format(Layout.AUTO))
y = transpose(array)
assert y.format.layout.major_to_minor == (1, 2, 0) and memory(y) == list(range(24))
np.testing.assert_array_equal(y, array.transpose(2, 0, 1))
"""
    )


def test_donated_memory_is_used_again_in_another_layout():
    run(
        BEGIN
        + """
column = Format(Layout((2, 1, 0)), sharding)
for given, wanted in ((put(2, 1, 0), column), (put(1, 0, 2), Format(Layout((1, 0, 2)), sharding))):
    address = given.unsafe_buffer_pointer()
    result = jax.jit(lambda x: x + 1, out_shardings=wanted, in_shardings=given.format, donate_argnums=0)(given)
    assert given.is_deleted() and result.unsafe_buffer_pointer() == address
    assert result.format.layout.major_to_minor == wanted.layout.major_to_minor
    np.testing.assert_array_equal(result, array + 1)
"""
    )


def test_layouts_on_several_devices():
    run(
        BEGIN
        + """
from jax.sharding import Mesh, NamedSharding, PartitionSpec as P
mesh = Mesh(jax.devices(), "x")
x = jax.device_put(array, Format(Layout((2, 1, 0)), NamedSharding(mesh, P(None, None, "x"))))
for shard in x.addressable_shards:
    assert memory(shard.data) == list(array[shard.index].transpose(2, 1, 0).reshape(-1))
y = jax.jit(lambda x: jnp.cumsum(x, axis=2), out_shardings=x.format)(x)
assert y.format == x.format
np.testing.assert_array_equal(y, np.cumsum(array, axis=2))
""",
        RANVIER_NUM_DEVICES="2",
    )


def test_arrays_of_others_keep_their_order():
    run(
        BEGIN
        + """
view = array.transpose(2, 0, 1)
x = jnp.from_dlpack(view, device=jax.devices()[0])
assert x.unsafe_buffer_pointer() == array.ctypes.data and x.format.layout.major_to_minor == (1, 2, 0)
np.testing.assert_array_equal(x, view)
np.testing.assert_array_equal(x + 1, view + 1)
"""
    )


def test_layouts_that_are_not_there():
    output = run(
        BEGIN
        + """
tiled = Format(Layout((0, 1, 2), tiling=((8, 128),)), sharding)
try: jax.device_put(array, tiled)
except jax.errors.JaxRuntimeError as e: print(e)
"""
    )
    assert "UNIMPLEMENTED" in output and "{2,1,0:T(8,128)}" in output and "order of dimensions" in output
