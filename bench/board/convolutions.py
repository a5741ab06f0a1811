"""Rows of convolutions and of networks made of them. JAX's layouts are NHWC and HWIO, PyTorch's NCHW and OIHW."""

import dataclasses
import functools
import math

import numpy as np

from row import Row, normal

LAYOUT = ("NHWC", "HWIO", "NHWC")


@dataclasses.dataclass(frozen=True)
class Convolution:
    """A square convolution with the padding that keeps sizes at stride 1."""

    inputs: int
    outputs: int
    kernel: int
    stride: int = 1

    def jax(self, x, weights):
        import jax

        padding = ((self.kernel - 1) // 2,) * 2
        return jax.lax.conv_general_dilated(
            x, weights, (self.stride,) * 2, (padding, padding), dimension_numbers=LAYOUT
        )

    def torch(self, x, weights):
        from torch.nn import functional

        return functional.conv2d(x, weights, stride=self.stride, padding=(self.kernel - 1) // 2)

    def weights(self, seed: int) -> np.ndarray:
        fan_in = self.kernel**2 * self.inputs
        return normal(seed, self.kernel, self.kernel, self.inputs, self.outputs, scale=math.sqrt(2 / fan_in))

    def work(self, batch: int, size: int) -> float:
        return 2 * batch * (size // self.stride) ** 2 * self.kernel**2 * self.inputs * self.outputs


def to_torch(arrays):
    """Images and kernels as PyTorch lays them out; matrices transposed."""

    def convert(array: np.ndarray):
        match array.ndim:
            case 4 if array.shape[0] == array.shape[1] and array.shape[0] in (1, 3, 7):
                return array.transpose(3, 2, 0, 1)
            case 4:
                return array.transpose(0, 3, 1, 2)
            case 2:
                return array.T
            case _:
                return array

    return [convert(array) for array in arrays]


def image(batch: int, size: int, channels: int) -> np.ndarray:
    return normal(0, batch, size, size, channels)


def convolution(size: int, inputs: int, outputs: int, kernel: int, stride: int = 1, batch: int = 4) -> Row:
    made = Convolution(inputs, outputs, kernel, stride)
    return Row(
        name=f"conv {kernel}x{kernel}{f'/{stride}' if stride > 1 else ''} {inputs}-{outputs} on {batch}x{size}x{size}",
        jax=made.jax,
        torch=made.torch,
        inputs=lambda: [image(batch, size, inputs), made.weights(1)],
        to_torch=to_torch,
        from_torch=lambda results: [results[0].transpose(0, 2, 3, 1)],
        weights=(1,),
        work=made.work(batch, size),
        peak="f32",
        tolerance=1e-4,
    )


# Of each stage: channels inside, channels outside, blocks, stride of the first block.
RESNET_STAGES = ((64, 256, 3, 1), (128, 512, 4, 2), (256, 1024, 6, 2), (512, 2048, 3, 2))


def resnet_blocks():
    """The convolutions of each block: on the way, and of the shortcut or None (He et al. 2015, with strides as in
    torchvision's version)."""
    channels = 64
    for inside, outside, blocks, stride in RESNET_STAGES:
        for block in range(blocks):
            first = stride if block == 0 else 1
            way = [Convolution(channels, inside, 1), Convolution(inside, inside, 3, first), Convolution(inside, outside, 1)]
            yield way, Convolution(channels, outside, 1, first) if block == 0 else None
            channels = outside


def resnet_inputs(batch: int):
    arrays = [image(batch, 224, 3)]

    def add(made: Convolution, scale: float):
        seed = len(arrays)
        arrays.append(made.weights(seed))
        arrays.extend((
            scale + normal(seed + 1, made.outputs, scale=0.05),
            normal(seed + 2, made.outputs, scale=0.05),
            normal(seed + 3, made.outputs, scale=0.05),
            1 + np.abs(normal(seed + 4, made.outputs, scale=0.05)),
        ))

    add(Convolution(3, 64, 7, 2), 1)
    for way, shortcut in resnet_blocks():
        for made, scale in zip(way, (1, 1, 0.3)):
            add(made, scale)
        if shortcut:
            add(shortcut, 1)
    arrays += [normal(1, 2048, 1000, scale=0.02), normal(2, 1000, scale=0.02)]
    return arrays


def resnet(convolve, normalise, relu, pool, finish, x, *weights):
    """The network, by a framework's functions."""
    weights = iter(weights)

    def step(made, x):
        return normalise(convolve(made, x, next(weights)), *(next(weights) for _ in range(4)))

    x = pool(relu(step(Convolution(3, 64, 7, 2), x)))
    for way, shortcut in resnet_blocks():
        y = relu(step(way[0], x))
        y = relu(step(way[1], y))
        y = step(way[2], y)
        x = relu(y + (step(shortcut, x) if shortcut else x))
    return finish(x, *weights)


def resnet_jax(*arguments):
    import jax
    import jax.numpy as jnp

    def normalise(x, scale, shift, mean, variance):
        return (x - mean) * (scale * jax.lax.rsqrt(variance + 1e-5)) + shift

    def pool(x):
        padding = ((0, 0), (1, 1), (1, 1), (0, 0))
        return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 3, 3, 1), (1, 2, 2, 1), padding)

    def finish(x, weights, bias):
        return jnp.mean(x, (1, 2)) @ weights + bias

    return resnet(Convolution.jax, normalise, jax.nn.relu, pool, finish, *arguments)


def resnet_torch(*arguments):
    from torch.nn import functional

    def normalise(x, scale, shift, mean, variance):
        return functional.batch_norm(x, mean, variance, scale, shift)

    def pool(x):
        return functional.max_pool2d(x, 3, 2, 1)

    def finish(x, weights, bias):
        return functional.linear(x.mean((2, 3)), weights, bias)

    return resnet(Convolution.torch, normalise, functional.relu, pool, finish, *arguments)


def resnet_work(batch: int) -> float:
    size = 112
    work = Convolution(3, 64, 7, 2).work(batch, 224)
    size = 56
    for way, shortcut in resnet_blocks():
        stride = way[1].stride
        work += way[0].work(batch, size) + way[1].work(batch, size) + way[2].work(batch, size // stride)
        work += shortcut.work(batch, size) if shortcut else 0
        size //= stride
    return work + 2 * batch * 2048 * 1000


def resnet_row(batch: int) -> Row:
    return Row(
        name=f"resnet-50 batch {batch}",
        jax=resnet_jax,
        torch=resnet_torch,
        inputs=functools.partial(resnet_inputs, batch),
        to_torch=to_torch,
        weights=range(1, 268),
        work=resnet_work(batch),
        peak="f32",
        tolerance=1e-3,
    )


CNN = [Convolution(a, b, 3) for a, b in ((3, 64), (64, 64), (64, 128), (128, 128), (128, 256), (256, 256), (256, 512), (512, 512))]
CNN_BATCH = 64
CNN_WORK = sum(made.work(CNN_BATCH, 32 >> (i // 2)) for i, made in enumerate(CNN))


def cnn_inputs():
    arrays = [image(CNN_BATCH, 32, 3), np.random.default_rng(9).integers(0, 10, CNN_BATCH).astype(np.int32)]
    for i, made in enumerate(CNN):
        arrays += [made.weights(i), normal(i, made.outputs, scale=0.01)]
    return [*arrays, normal(1, 512, 10, scale=0.05), normal(2, 10, scale=0.05)]


def cnn_jax(images, *weights):
    """Four times two convolutions and a pool, then a matrix: the logits."""
    import jax
    import jax.numpy as jnp

    x = images
    for i, made in enumerate(CNN):
        x = jax.nn.relu(made.jax(x, weights[2 * i]) + weights[2 * i + 1])
        if i % 2:
            x = jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
    return jnp.mean(x, (1, 2)) @ weights[-2] + weights[-1]


def cnn_loss_jax(images, labels, *weights):
    import jax
    import jax.numpy as jnp

    chosen = jnp.take_along_axis(jax.nn.log_softmax(cnn_jax(images, *weights)), labels[:, None], -1)
    return -jnp.mean(chosen)


def cnn_gradient_jax(images, labels, *weights):
    import jax

    return jax.grad(cnn_loss_jax, argnums=range(2, 2 + len(weights)))(images, labels, *weights)


def cnn_torch(images, *weights):
    from torch.nn import functional

    x = images
    for i in range(len(CNN)):
        x = functional.relu(functional.conv2d(x, weights[2 * i], weights[2 * i + 1], padding=1))
        if i % 2:
            x = functional.max_pool2d(x, 2)
    return functional.linear(x.mean((2, 3)), weights[-2], weights[-1])


def cnn_gradient_torch(images, labels, *weights):
    import torch
    from torch.nn import functional

    def loss(weights):
        return functional.cross_entropy(cnn_torch(images, *weights), labels.long())

    return torch.func.grad(loss)(weights)


def cnn_from_torch(results):
    """Gradients as JAX lays them out."""
    return [
        result.transpose(2, 3, 1, 0) if result.ndim == 4 else result.T if result.ndim == 2 else result
        for result in results
    ]


TRAINING = {"frozen": "the weights change", "onnxruntime": "computes no gradients"}

ROWS = {
    "conv": [
        convolution(224, 3, 64, 7, 2),
        convolution(56, 64, 64, 1),
        convolution(56, 64, 64, 3),
        convolution(56, 64, 256, 1),
        convolution(56, 128, 128, 3, 2),
        convolution(28, 128, 128, 3),
        convolution(28, 512, 128, 1),
        convolution(14, 256, 256, 3),
        convolution(14, 1024, 256, 1),
        convolution(7, 512, 512, 3),
        convolution(7, 512, 2048, 1),
    ],
    "resnet": [resnet_row(1), resnet_row(4)],
    "cnn": [
        Row(
            name=f"cnn of 9 layers, batch {CNN_BATCH}, forward",
            jax=cnn_jax,
            torch=cnn_torch,
            inputs=lambda: (arrays := cnn_inputs())[:1] + arrays[2:],
            to_torch=to_torch,
            weights=range(1, 19),
            work=CNN_WORK,
            peak="f32",
            tolerance=1e-4,
        ),
        Row(
            name=f"cnn of 9 layers, batch {CNN_BATCH}, gradient",
            jax=cnn_gradient_jax,
            torch=cnn_gradient_torch,
            inputs=cnn_inputs,
            to_torch=to_torch,
            from_torch=cnn_from_torch,
            work=3 * CNN_WORK,
            peak="f32",
            tolerance=5e-3,
            absent=TRAINING,
        ),
    ],
}
