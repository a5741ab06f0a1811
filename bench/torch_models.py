"""The models that ./ranvier bench torch measures, as PyTorch's users write them. Their weights are random."""

import math
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional

sys.path.append(str(pathlib.Path(__file__).parent / "board"))

import convolutions
import language


class Board(nn.Module):
    """A program of the board with its weights as parameters."""

    def __init__(self, row):
        super().__init__()
        tensors = [torch.from_numpy(array).contiguous() for array in row.to_torch(row.inputs())]
        self.program = row.torch
        self.weights = nn.ParameterList(tensors[i] for i in row.weights)
        self.inputs = tensors[: len(tensors) - len(row.weights)]

    def forward(self, *inputs):
        return self.program(*inputs, *self.weights)


class Gpt2Block(nn.Module):
    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        batch, length, width = x.shape
        parts = self.qkv(self.norm1(x)).split(width, -1)
        q, k, v = (part.view(batch, length, self.heads, -1).transpose(1, 2) for part in parts)
        mixed = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(x.shape))
        return x + self.down(functional.gelu(self.up(self.norm2(x)), approximate="tanh"))


class Gpt2(nn.Module):
    """GPT-2 of 124 million parameters (Radford et al. 2019)."""

    def __init__(self, width: int = 768, heads: int = 12, layers: int = 12, vocabulary: int = 50257):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(1024, width)
        self.blocks = nn.Sequential(*(Gpt2Block(width, heads) for _ in range(layers)))
        self.norm = nn.LayerNorm(width)

    def forward(self, tokens):
        x = self.tokens(tokens) + self.positions(torch.arange(tokens.shape[1]))
        return self.norm(self.blocks(x)) @ self.tokens.weight.T


def rotated(x, angles):
    first, second = x.chunk(2, -1)
    return torch.cat([first * angles.cos() - second * angles.sin(), second * angles.cos() + first * angles.sin()], -1)


class LlamaBlock(nn.Module):
    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.RMSNorm(width, 1e-5), nn.RMSNorm(width, 1e-5)
        self.q, self.k, self.v, self.out = (nn.Linear(width, width, bias=False) for _ in range(4))
        self.gate, self.up = (nn.Linear(width, inner, bias=False) for _ in range(2))
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, x, angles):
        batch, length, _ = x.shape
        normal = self.norm1(x)
        q, k, v = (
            each(normal).view(batch, length, self.heads, -1).transpose(1, 2) for each in (self.q, self.k, self.v)
        )
        mixed = functional.scaled_dot_product_attention(rotated(q, angles), rotated(k, angles), v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(x.shape))
        normal = self.norm2(x)
        return x + self.down(functional.silu(self.gate(normal)) * self.up(normal))


class Llama(nn.Module):
    """A Llama of 25 million parameters (Touvron et al. 2023), and its loss."""

    def __init__(self, width: int = 512, heads: int = 8, inner: int = 1408, layers: int = 6, vocabulary: int = 12000):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        nn.init.normal_(self.tokens.weight, std=1 / math.sqrt(width))
        self.blocks = nn.ModuleList(LlamaBlock(width, heads, inner) for _ in range(layers))
        self.norm = nn.RMSNorm(width, 1e-5)
        half = width // heads // 2
        self.register_buffer("frequencies", 10000.0 ** -(torch.arange(half) / half))

    def forward(self, tokens):
        inputs, targets = tokens[:, :-1], tokens[:, 1:]
        angles = torch.arange(inputs.shape[1])[:, None] * self.frequencies
        x = self.tokens(inputs)
        for block in self.blocks:
            x = block(x, angles)
        logits = self.norm(x) @ self.tokens.weight.T
        return functional.cross_entropy(logits.flatten(0, 1), targets.flatten())


class Small(nn.Module):
    """Additions of eight parameters, which take no time."""

    def __init__(self):
        super().__init__()
        self.parts = nn.ParameterList(torch.randn(64) for _ in range(8))

    def forward(self, x):
        for part in self.parts:
            x = x + part
        return x


def tokens(batch: int, length: int):
    return torch.randint(0, 12000, (batch, length))


def board(row):
    model = Board(row)
    return model, model.inputs


MODELS = {
    "MiniLM, 128 tokens, batch 1": lambda: board(language.bert_row(1)),
    "MiniLM, 128 tokens, batch 8": lambda: board(language.bert_row(8)),
    "GPT-2 124M, 128 tokens": lambda: (Gpt2(), [tokens(1, 128)]),
    "ResNet-50, one image": lambda: board(convolutions.resnet_row(1)),
    "Llama 25M, training step of 4x128": lambda: (Llama(), [tokens(4, 129)]),
    "small graph of 8 parameters": lambda: (Small(), [torch.randn(64)]),
}


def make(name: str):
    """A model and its inputs, each time the same."""
    torch.manual_seed(0)
    return MODELS[name]()


def call(name: str, side: str):
    """A function that runs a model on one side and gives its result."""
    model, inputs = make(name)
    if "training" in name:
        return training(compiled(model, side), inputs)
    model = compiled(model.eval(), side)

    def infer():
        with torch.no_grad():
            return model(*inputs)

    return infer


def compiled(model, side: str):
    match side:
        case "eager":
            return model
        case "inductor":
            return torch.compile(model)
        case "frozen":
            return torch.compile(model, options={"freezing": True})
        case "ranvier":
            return torch.compile(model, backend="ranvier", options={"fallback": "error"})
        case "ranvier frozen":
            return torch.compile(model, backend="ranvier", options={"fallback": "error", "freeze": True})
    raise ValueError(f"no side {side}")


def training(model, inputs):
    optimizer = torch.optim.AdamW(model.parameters(), 1e-3, fused=True)

    def step():
        optimizer.zero_grad()
        loss = model(*inputs)
        loss.backward()
        optimizer.step()
        return loss.detach()

    return step


def onnx_call(name: str, threads: int):
    """A function that runs what PyTorch exports of a model in onnxruntime."""
    import io

    import onnxruntime

    model, inputs = make(name)
    file = io.BytesIO()
    with torch.no_grad():
        torch.onnx.export(model.eval(), tuple(inputs), dynamo=True, verbose=False).save(file)
    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    session = onnxruntime.InferenceSession(file.getvalue(), options, providers=["CPUExecutionProvider"])
    feed = {described.name: tensor.numpy() for described, tensor in zip(session.get_inputs(), inputs)}
    return lambda: torch.from_numpy(session.run(None, feed)[0])
