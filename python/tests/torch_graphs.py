"""Modules whose graphs hold what the schema of torch.export has: open sizes, lists, several results, branches."""

import torch
from torch import nn
from torch.nn import functional


class Everything(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(8, 16)
        self.norm = nn.LayerNorm(16)
        self.batch_norm = nn.BatchNorm1d(16)
        self.dropout = nn.Dropout(0.5)

    def forward(self, x):
        normal = self.norm(self.linear(x))
        y = self.dropout(self.batch_norm(normal.relu()))
        a, b = y.split(8, 1)
        q = y[None, None]
        z = functional.scaled_dot_product_attention(q, q, q)
        largest = normal.topk(3)  # of numbers that differ: gradients choose among equal ones
        low = torch.full((), float("-inf")).clamp(min=0)
        return (
            a * b.sum() + low + y[torch.arange(2)].sum() + z.sum() + largest.values.mean() + x.shape[0],
            torch.cat([a, b]).t(),
            y.view(-1).to(torch.bfloat16),
        )


class Convolutions(nn.Module):
    def __init__(self):
        super().__init__()
        self.convolution = nn.Conv2d(3, 8, 3, padding=1)
        self.norm = nn.BatchNorm2d(8)
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):
        return self.pool(self.norm(self.convolution(x)).relu()).to(memory_format=torch.channels_last)


class Branches(nn.Module):
    def forward(self, x):
        return torch.cond(x.sum() > 0, lambda x: x.sin(), lambda x: x.cos(), (x,))


class Cache(nn.Module):
    """Writes into a buffer of its own, as a cache of keys."""

    def __init__(self):
        super().__init__()
        self.register_buffer("kept", torch.zeros(4, 3))

    def forward(self, x, i):
        self.kept.index_copy_(0, i, x)
        return self.kept * 2


class WithConstant(nn.Module):
    """Holds a tensor that is no parameter, which the graph has as an attribute."""

    def forward(self, x):
        return x + torch.tensor([1.0, 2.0, 3.0])


class Kept(nn.Module):
    """Changes buffers that lie otherwise than row by row, and exchanges two."""

    def __init__(self):
        super().__init__()
        self.register_buffer("images", torch.zeros(2, 3, 4, 4).to(memory_format=torch.channels_last))
        self.register_buffer("column", torch.zeros(4, 3)[:, 1])
        self.register_buffer("first", torch.zeros(3))
        self.register_buffer("second", torch.ones(3))

    def forward(self, x):
        self.images.mul_(0.5).add_(x)
        self.column += x.sum()
        exchanged = self.first.clone()
        self.first.copy_(self.second)
        self.second.copy_(exchanged)
        return self.images.sum() + self.column.sum() + self.first[0]


class SharedHeads(nn.Module):
    """Attention in which two heads of queries share one of keys and values."""

    def __init__(self):
        super().__init__()
        self.queries, self.keys, self.values = nn.Linear(16, 16), nn.Linear(16, 8), nn.Linear(16, 8)

    def forward(self, x):
        heads = [each(x).unflatten(-1, (-1, 4)).transpose(1, 2) for each in (self.queries, self.keys, self.values)]
        return functional.scaled_dot_product_attention(*heads, is_causal=True, enable_gqa=True)


class Overlapping(nn.Module):
    """Reads memory that lies otherwise than row by row in rows that overlap."""

    def forward(self, x):
        return (x + 1).as_strided((3, 3, 8), (4, 12, 1)) * 2
