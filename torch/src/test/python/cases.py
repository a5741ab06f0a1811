"""The cases of fixtures.py: what each family takes, and what is computed of it."""

import torch
import torch.nn.functional as F


def real_inputs():
    return {
        "x": torch.randn(2, 3, 4),
        "y": torch.randn(2, 3, 4),
        "p": torch.rand(2, 3, 4) * 0.9 + 0.05,
        "v": torch.randn(4),
        "n": torch.tensor([[7, -7, 3, 0], [-3, 5, 2, -8]]),
        "m": torch.tensor([[2, 3, -2, 4], [5, -4, 3, 2]]),
        "b": torch.tensor([[True, False, True, False], [False, False, True, True]]),
        "e": torch.tensor([0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1.5, -2.5, 0.5]),
    }


def unary(function):
    return lambda x: function(x)


POINTWISE = {
    name: unary(getattr(torch, name))
    for name in (
        "abs exp exp2 expm1 sin cos tan atan sinh cosh tanh asinh erf erfc sigmoid neg sign square ceil floor round "
        "trunc frac isnan relu selu reciprocal positive deg2rad sinc"
    ).split()
}
POINTWISE |= {
    name: (lambda function: lambda p: function(p))(getattr(torch, name))
    for name in "log log2 log10 log1p sqrt rsqrt asin acos atanh lgamma digamma erfinv logit".split()
}
POINTWISE |= {
    name: (lambda function: lambda x: function(x))(getattr(F, name))
    for name in (
        "relu6 silu hardswish hardsigmoid hardtanh elu celu softplus leaky_relu gelu mish logsigmoid hardshrink softshrink "
        "tanhshrink softsign"
    ).split()
}
POINTWISE |= {
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "threshold": lambda x: F.threshold(x, 0.1, 20.0),
    "glu": lambda x: F.glu(x, dim=-1),
    "prelu": lambda x: F.prelu(x, torch.tensor([0.25, 0.5, 0.1])),
    "special": lambda e: [torch.isnan(e), torch.isinf(e), torch.isfinite(e), torch.nan_to_num(e), torch.floor(e), torch.round(e),
                          torch.sign(e), torch.relu(e), torch.clamp(e, -1, 1), torch.sigmoid(e), torch.tanh(e)],
    "add_alpha": lambda x, y: torch.add(x, y, alpha=2.5),
    "sub_alpha": lambda x, y: torch.sub(x, y, alpha=2),
    "rsub": lambda x: 3 - x,
    "broadcast": lambda x, v: x * v + v,
    "integer_and_real": lambda n, v: n * v + n,
    "scalar_promotion": lambda n: [n * 2.5, n + 1, n / 2, n > 2.5, n == 3],
    "division": lambda x, y: [x / y, torch.div(x, y, rounding_mode="floor"), torch.div(x, y, rounding_mode="trunc"), x // y],
    "remainders": lambda x, y: [torch.fmod(x, y), torch.remainder(x, y), x % 0.7],
    "integer_division": lambda n, m: [n // m, n % m, torch.fmod(n, m), torch.div(n, m, rounding_mode="trunc"), n / m],
    "bits": lambda n, m: [n & m, n | m, n ^ m, ~n, n << 2, n >> 1],
    "logic": lambda b, n: [torch.logical_and(b, n), torch.logical_or(b, n), torch.logical_xor(b, n), torch.logical_not(n), ~b, b & b],
    "comparisons": lambda x, y: [x == y, x != y, x < y, x <= y, x > y, x >= y, x > 0, x.le(0.5)],
    "extremes": lambda x, y: [torch.maximum(x, y), torch.minimum(x, y), torch.max(x, y), torch.min(x, y)],
    "not_numbers": lambda e: [torch.fmax(e, e.flip(0)), torch.fmin(e, e.flip(0)), torch.maximum(e, e.flip(0))],
    "powers": lambda x, p: [x**2, x**3, p**0.5, p**-0.5, p**1.7, p**x, 2.0**x, x**-1],
    "integer_powers": lambda n: [n**2, n**3],
    "atan2": lambda x, y: [torch.atan2(x, y), torch.hypot(x, y), torch.copysign(x, y), torch.logaddexp(x, y)],
    "xlogy": lambda x, p: torch.xlogy(x, p),
    "where": lambda x, y, p: [torch.where(x > 0, x, y), torch.where(p > 0.5, 1.0, y), x.masked_fill(y > 0, -1e9)],
    "clamp": lambda x, y: [x.clamp(-0.5, 0.5), x.clamp(min=y), x.clamp_min(0), x.clamp_max(0.25)],
    "addcmul": lambda x, y, p: [torch.addcmul(x, y, p, value=0.5), torch.addcdiv(x, y, p), torch.lerp(x, y, 0.3), torch.lerp(x, y, p)],
    "conversions": lambda x, n, b: [x.to(torch.int32), n.float(), b.float(), x.bool(), x.to(torch.float64), x.type_as(n)],
    "half": lambda x, y: [(x.bfloat16() * y.bfloat16()).float(), F.silu(x.half()).float(), torch.exp(x.bfloat16())],
    "in_place": lambda x, y: [x.add_(y).mul_(2).relu_(), y],
    "in_place_view": lambda x, y: [x[:, 1].mul_(3), x.view(-1), x[0].fill_(7), x, x.transpose(0, 1)[1].zero_(), x],
    "in_place_slice": lambda x, y: [x[:, :, 1:3].copy_(y[:, :, :2]), x, x[:, ::2].add_(1), x, y.t().add_(1) if y.dim() == 2 else y],
    "in_place_chunks": lambda x: [x.chunk(2, -1)[1].neg_(), x, x.unbind(1)[2].add_(5), x, x.reshape(6, 4).mul_(2), x],
}


def reduction_inputs():
    return {
        "x": torch.randn(2, 3, 4),
        "n": torch.randint(-9, 9, (3, 5)),
        "b": torch.tensor([[True, False, True], [True, True, True]]),
        "s": torch.tensor([[3.0, 1.0, 3.0, -2.0, 0.0], [0.5, 0.5, -0.5, 9.0, 1.0]]),
    }


REDUCTIONS = {
    "sum": lambda x: [x.sum(), x.sum(1), x.sum((0, 2), keepdim=True), x.sum(-1, dtype=torch.float64)],
    "integer_sum": lambda n, b: [n.sum(), b.sum(), n.sum(0), n.prod(1), b.sum(1)],
    "mean": lambda x: [x.mean(), x.mean(-1), x.mean((0, 1), keepdim=True)],
    "extremes": lambda x: [x.max(), x.min(), x.amax(1), x.amin((0, 2)), *x.max(1), *x.min(2, keepdim=True)],
    "arguments": lambda x, s: [x.argmax(), x.argmin(1), x.argmax(-1, keepdim=True), s.argmax(1), *s.max(1)],
    "truth": lambda b, x: [b.any(), b.all(), b.any(1), b.all(0, keepdim=True), (x > 0).any(1), torch.all(x)],
    "variance": lambda x: [x.var(), x.var(1), x.std(1, unbiased=False), x.std((0, 2), keepdim=True), *torch.var_mean(x, 1)],
    "norms": lambda x: [torch.linalg.vector_norm(x), torch.linalg.vector_norm(x, 1, 1), torch.linalg.vector_norm(x, float("inf"), -1),
                        torch.linalg.vector_norm(x, 3, (0, 1)), x.norm(dim=1), F.normalize(x, dim=-1)],
    "logsumexp": lambda x: [x.logsumexp(1), x.logsumexp((0, 2), keepdim=True)],
    "softmax": lambda x: [x.softmax(1), x.log_softmax(-1), F.softmin(x, 0), x.bfloat16().softmax(-1).float()],
    "cumulative": lambda x, n: [x.cumsum(1), x.cumsum(-1), n.cumsum(1), x.cumprod(2)],
    "sort": lambda s: [*s.sort(1), *torch.sort(s, stable=True, dim=1, descending=True), torch.argsort(s, dim=1, stable=True)],
    "topk": lambda x: [*x.topk(3), *x.topk(2, 1, largest=False)],
    "histogram": lambda s: torch.histc(s, 4, -2, 3),
    "diff": lambda s, n: [s.diff(), n.diff(dim=0), s.diff(prepend=s[:, :1]), s.diff(n=2)],
    "losses": lambda x: [F.mse_loss(x, x.flip(0)), F.l1_loss(x, x.flip(0), reduction="sum"), F.smooth_l1_loss(x, x.flip(1)),
                         F.huber_loss(x, x.flip(1), delta=0.5), F.binary_cross_entropy_with_logits(x, x.sigmoid().flip(0))],
    "cross_entropy": lambda x: [F.cross_entropy(x[0], torch.tensor([1, 3, 0])), F.cross_entropy(x[0], torch.tensor([1, -100, 0])),
                                F.cross_entropy(x, torch.tensor([[1, 0, 2, 2], [0, 1, 1, 2]]), reduction="none"),
                                F.cross_entropy(x[0], torch.tensor([1, 3, 0]), weight=torch.tensor([1.0, 2.0, 0.5, 3.0])),
                                F.cross_entropy(x[0], x[1].softmax(-1)),
                                F.nll_loss(x[0].log_softmax(-1), torch.tensor([1, 3, 0]), reduction="sum")],
}


def shape_inputs():
    return {
        "x": torch.randn(2, 3, 4),
        "q": torch.randn(4, 4),
        "i": torch.tensor([2, 0, -1]),
        "j": torch.tensor([[0, 1], [2, 1]]),
        "w": torch.randn(5, 3),
    }


SHAPES = {
    "views": lambda x: [x.view(6, 4), x.reshape(-1), x.flatten(1), x.unflatten(2, (2, 2)), x.unsqueeze(1).squeeze(1), x[:, :1].squeeze(),
                        x.transpose(0, 2).reshape(4, 6), x.permute(2, 0, 1), x.movedim(0, -1), x.mT, x.swapaxes(0, 1), x.unsqueeze(-1)],
    "square": lambda q: [q.t(), q.T, q.tril(), q.triu(1), q.tril(-1), q.diagonal(), q.diagonal(1), q.diagonal(-2)],
    "slices": lambda x: [x[:, 1:], x[..., ::2], x[-1], x[:, -2], x[0, :, 1:-1], x.narrow(2, 1, 2), x[:, :100], x.select(1, -1)],
    "parts": lambda x: [*x.split(2, 1), *x.split([1, 3], -1), *x.chunk(3, 1), *x.unbind(0), *x.tensor_split(2, 2)],
    "joins": lambda x, q: [torch.cat([x, x], 1), torch.stack([q, q + 1], 1), torch.cat([q.int(), q], 0), torch.hstack([q, q])],
    "repeats": lambda x, q: [x.repeat(1, 2, 1), q.repeat(2, 1, 1), q.repeat_interleave(2), q.repeat_interleave(3, 1), x.expand(5, 2, 3, 4), q.tile(2)],
    "order": lambda x: [x.flip(0, 2), x.roll(1, 1), x.roll((1, -1), (0, 2)), x.roll(5)],
    "padding": lambda x: [F.pad(x, (1, 2)), F.pad(x, (1, 1, 0, 2), value=3.0), F.pad(x, (-1, 1)), F.pad(x, (1, 2), mode="reflect"),
                          F.pad(x, (2, 1), mode="replicate"), F.pad(x, (1, 1), mode="circular")],
    "creation": lambda x: [torch.zeros_like(x), torch.ones(2, 2), torch.full((3,), 2.5), torch.arange(5), torch.arange(1, 9, 2),
                           torch.arange(0.0, 1.0, 0.25), torch.linspace(-1, 1, 7), torch.eye(3), x.new_full((2,), 4), torch.full_like(x, 3)],
    "index": lambda x, i, j: [x[i[:2].abs() % 2], x[:, i], x[:, :, j], x[0, i], x[torch.tensor([0, 1]), :, torch.tensor([3, 1])], x[:, j, 1]],
    "gather": lambda x, i, w: [x.index_select(1, i.abs()), torch.gather(x, 2, torch.tensor([[[0, 3], [1, 1], [2, 0]]])),
                               torch.take_along_dim(x, torch.argsort(x, dim=-1, stable=True), -1), F.embedding(torch.tensor([[0, 4], [2, 2]]), w)],
    "index_put": lambda x, i: [x.index_put((torch.tensor([1]),), torch.tensor(5.0)), x.index_put_((torch.tensor([0, 0]), torch.tensor([1, 2])), torch.ones(2, 4)),
                               x.index_put((torch.tensor([0, 0]),), torch.ones(2, 3, 4), accumulate=True)],
    "masks": lambda x: [x.index_put_((x > 0,), torch.tensor(0.0)), x.masked_fill_(x < -1, 2.0)],
    "scatter": lambda q: [q.scatter(1, torch.tensor([[0], [1], [2], [3]]), 9.0), q.scatter(0, torch.tensor([[3, 0, 1, 1]]), q[:1] * 2),
                          q.scatter_add(1, torch.tensor([[0, 0, 1, 1]]), torch.ones(1, 4)),
                          q.scatter_reduce(1, torch.tensor([[0, 0, 1, 1]]), q[1:2], "amax")],
    "index_add": lambda q, i: [q.index_add(0, torch.tensor([1, 1]), q[:2], alpha=2), q.index_copy(1, torch.tensor([3]), q[:, :1]), q.index_fill(0, torch.tensor([2]), 0.5)],
    "as_strided": lambda x: x.as_strided((3, 2), (4, 1), 2),
    "slice_scatter": lambda x: [torch.slice_scatter(x, x[:, :1] * 0, 1, 2, 3), torch.select_scatter(x, x[:, 0] + 1, 1, 1)],
    "bucketize": lambda x: torch.bucketize(x, torch.tensor([-1.0, 0.0, 0.5])),
    "complex": lambda q: [torch.view_as_real(torch.complex(q, q.t()) * torch.complex(q, q)), torch.complex(q, q).abs(), torch.view_as_complex(q.reshape(4, 2, 2)).real],
}


def product_inputs():
    return {
        "a": torch.randn(2, 3, 4),
        "b": torch.randn(2, 4, 5),
        "m": torch.randn(4, 6),
        "v": torch.randn(4),
        "i": torch.randn(2, 4, 9, 10),
        "k": torch.randn(6, 2, 3, 3),
        "t": torch.randn(4, 3, 3, 2),
        "s": torch.randn(2, 4, 13),
        "h": torch.randn(2, 4, 5, 8),
        "g": torch.randn(2, 2, 5, 8),
        "mask": torch.tensor([[True, True, False, False, False]] * 4 + [[False] * 5]),
    }


def recurrent(kind, **options):
    torch.manual_seed(1)
    return kind(4, 3, batch_first=True, **options).eval()


LSTM = recurrent(torch.nn.LSTM, num_layers=2, bidirectional=True)
GRU = recurrent(torch.nn.GRU)
RNN = recurrent(torch.nn.RNN)

PRODUCTS = {
    "matmul": lambda a, b, m, v: [a @ b, a @ m, a @ v, v @ m, torch.bmm(a, b), torch.mm(a[0], m), v @ b, torch.dot(v, v), torch.outer(v, v), a.unsqueeze(1) @ b],
    "linear": lambda a, m, v: [F.linear(a, m.t()), F.linear(a, m.t(), m[0]), F.linear(v, m.t()), torch.mv(m.t(), v)],
    "addmm": lambda a, b, m: [torch.addmm(m[0], a[0], m, beta=0.5, alpha=2), torch.baddbmm(a @ b, a, b, beta=0, alpha=0.25), torch.addbmm(a[0] @ b[0], a, b)],
    "einsum": lambda a, b, v: [torch.einsum("bij,bjk->bik", a, b), torch.einsum("bij,j->bi", a, v), torch.einsum("...ij->...ji", a), torch.einsum("bij->", a),
                               torch.einsum("bij,bjk,bik->b", a, b, a @ b)],
    "conv": lambda i, k, s: [F.conv2d(i, k, groups=2), F.conv2d(i, k, k[:, 0, 0, 0], stride=2, padding=1, groups=2), F.conv2d(i, k, padding=(2, 1), dilation=(2, 1), groups=2),
                             F.conv2d(i, k, padding="same", groups=2), F.conv1d(s, k[:4, :, 0], padding=1, groups=2), F.conv2d(i[0], k, groups=2)],
    "transposed": lambda i, t: [F.conv_transpose2d(i, t), F.conv_transpose2d(i, t, stride=2, padding=1, output_padding=1), F.conv_transpose2d(i, t, groups=2, stride=(2, 1))],
    "max_pool": lambda i, s: [F.max_pool2d(i, 2), F.max_pool2d(i, 3, 2, 1), F.max_pool2d(i, 3, 2, ceil_mode=True), F.max_pool1d(s, 3, 2), *F.max_pool2d(i, 2, return_indices=True),
                              F.max_pool2d(i, 2, dilation=2)],
    "avg_pool": lambda i, s: [F.avg_pool2d(i, 2), F.avg_pool2d(i, 3, 2, 1), F.avg_pool2d(i, 3, 2, 1, ceil_mode=True), F.avg_pool2d(i, 3, 2, 1, count_include_pad=False),
                              F.avg_pool1d(s, 3), F.avg_pool2d(i, 2, ceil_mode=True, divisor_override=3)],
    "adaptive": lambda i, s: [F.adaptive_avg_pool2d(i, 1), F.adaptive_avg_pool2d(i, (3, 5)), F.adaptive_avg_pool2d(i, (4, 7)), F.adaptive_avg_pool1d(s, 5)],
    "resize": lambda i, s: [F.interpolate(i, scale_factor=2), F.interpolate(i, size=(5, 13)), F.interpolate(i, scale_factor=2, mode="bilinear"), F.interpolate(i, size=(5, 7), mode="bilinear", align_corners=True),
                            F.interpolate(i, size=(12, 7), mode="bicubic"), F.interpolate(s, scale_factor=1.5, mode="linear"), F.interpolate(i, size=(4, 15), mode="nearest-exact")],
    "norms": lambda i, a, v: [F.layer_norm(a, (4,)), F.layer_norm(a, (3, 4), a[0], a[1]), F.group_norm(i, 2, v, v + 1), F.instance_norm(i), F.rms_norm(a, (4,), v), F.layer_norm(a.bfloat16(), (4,)).float(),
                              F.batch_norm(i, v, v.abs() + 0.1, v, v + 1), F.batch_norm(i, None, None, training=True)],
    "attention": lambda h, g, mask: [F.scaled_dot_product_attention(h, h, h), F.scaled_dot_product_attention(h, h, h, is_causal=True), F.scaled_dot_product_attention(h, g, g, enable_gqa=True),
                                     F.scaled_dot_product_attention(h, h, h, attn_mask=h[..., :5], scale=0.3)],
    "masked_attention": lambda h, mask: F.scaled_dot_product_attention(h, h, h, attn_mask=mask),
    "recurrent": lambda a: [LSTM(a)[0], *LSTM(a)[1], *GRU(a), *RNN(a)],
    "dropout": lambda a: F.dropout(a, 0.5, training=False),
}


def dynamic_inputs(size):
    return {"x": torch.randn(2, size, 8), "i": torch.randint(0, 5, (2, size)), "c": torch.randn(size, 3, 8, 8)}


def mathematics_inputs():
    return {
        "x": torch.randn(3, 4) * 4,
        "p": torch.rand(3, 4) * 6 + 0.1,
        "u": torch.rand(3, 4) * 0.98 + 0.01,
        "n": torch.tensor([[0.0, 1, 2, 3], [4, 5, 6, 7], [-1, 8, 2, 1]]),
        "c": torch.randn(2, 5, 6),
        "i": torch.randn(2, 3, 5, 6),
        "g": torch.rand(2, 4, 3, 2) * 2.4 - 1.2,
        "m": torch.tensor([[True, False, True, True], [False, False, True, False], [True, True, False, False]]),
    }


SPECIAL = torch.special
MATHEMATICS = {
    name: (lambda function: lambda x: function(x))(getattr(SPECIAL, name))
    for name in "bessel_j0 bessel_j1 i0 i0e i1 i1e erfcx log_ndtr spherical_bessel_j0 airy_ai".split()
}
MATHEMATICS |= {
    name: (lambda function: lambda p: function(p))(getattr(SPECIAL, name))
    for name in "bessel_y0 bessel_y1 modified_bessel_k0 modified_bessel_k1 scaled_modified_bessel_k0".split()
}
MATHEMATICS |= {
    name: (lambda function: lambda u, n: function(u, n))(getattr(SPECIAL, name))
    for name in (
        "chebyshev_polynomial_t chebyshev_polynomial_u chebyshev_polynomial_v chebyshev_polynomial_w "
        "shifted_chebyshev_polynomial_t hermite_polynomial_h hermite_polynomial_he laguerre_polynomial_l "
        "legendre_polynomial_p"
    ).split()
}
MATHEMATICS |= {
    "normal_quantile": lambda u: SPECIAL.ndtri(u),
    "gamma": lambda p, u: [SPECIAL.polygamma(1, p), torch.igamma(p, p + u), torch.igamma(p, u * 20), torch.igammac(u, p), SPECIAL.zeta(p + 1.5, u)],
    "encodings": lambda x: [torch.signbit(x), torch.nextafter(x, -x), *torch.frexp(x), torch.ldexp(x, torch.tensor(3)), torch.round(x, decimals=2)],
    "angles": lambda x: [torch.angle(x), torch.polar(x.abs(), x).real, torch.dist(x, -x, 3)],
    "transforms": lambda c: [torch.fft.rfft(c).imag, torch.fft.irfft(torch.fft.rfft(c), n=6), torch.fft.fft2(c).real, torch.fft.ifft(c, norm="ortho").real, torch.fft.hfft(torch.complex(c, c))],
    "scans": lambda x: [*torch.cummax(x, 0), *torch.cummin(x, 1), torch.logcumsumexp(x, 1)],
    "selections": lambda x: [torch.median(x), *torch.median(x, 0), *torch.kthvalue(x, 2), *torch.nanmedian(x, 1), *torch.mode(torch.round(x / 4), 1)],
    "searches": lambda x, u: [torch.searchsorted(x.sort(1)[0], u), torch.isin(x, u)],
    "diagonals": lambda x, p: [torch.diagonal_scatter(x, p[0, :3]), x.unfold(1, 2, 1)],
    "masked_writes": lambda x, m, p: [x.masked_scatter(m, p), torch.index_put(x, (m,), p.flatten()[:6]), x.put(torch.tensor([0, 7]), p[0, :2])],
    "reduced_writes": lambda x, p: [x.scatter_reduce(0, torch.tensor([[0, 1, 1, 2]]), p, how, include_self=False) for how in ("sum", "prod", "mean", "amax", "amin")],
    "grids": lambda i, g: [F.grid_sample(i, g, mode=mode, padding_mode=padding, align_corners=aligned) for mode in ("bilinear", "bicubic") for padding in ("zeros", "border", "reflection") for aligned in (False, True)],
    "irregular_pools": lambda i: [*F.adaptive_max_pool2d(i, (2, 4), return_indices=True), F.interpolate(i, size=(3, 4), mode="bilinear", antialias=True)],
    "histograms": lambda x, p: [*torch.histogram(x, 3), *torch.histogram(x, torch.tensor([-3.0, 0, 1, 5]), weight=p, density=True), torch.histc(p), torch.histogramdd(x, [2, 1, 2, 1])[0]],
    "segments": lambda x, p: [torch.segment_reduce(x, how, lengths=torch.tensor([2, 0, 1]), initial=start) for how in ("sum", "mean", "max", "min", "prod") for start in (None, 2.0)],
    "segment_gradients": lambda x, p: [
        torch.ops.aten._segment_reduce_backward(p[:2], torch.segment_reduce(x, how, offsets=torch.tensor([0, 2, 3])), x, how, offsets=torch.tensor([0, 2, 3]))
        for how in ("sum", "mean", "max", "min", "prod")
    ],
    "weight_norms": lambda x, p: torch.ops.aten._weight_norm_interface_backward(x, p, p[:, :1].contiguous(), p.norm(dim=1, keepdim=True), 0),
    "copies": lambda x: torch.ops.aten.copy(x, torch.tensor(3)),
    "nothing": lambda x: [x[:0][torch.zeros(0, dtype=torch.int64)], x[:0].index_put((torch.zeros(0, dtype=torch.int64),), x[:0])],
    "poles": lambda x: [torch.digamma(torch.round(x)), torch.digamma(x * 0), SPECIAL.polygamma(2, torch.round(x)), SPECIAL.zeta(torch.tensor(3.0), torch.round(x))],
    "renormalized": lambda x: torch.renorm(x.bfloat16(), 2, 0, 1.0),
    "distances": lambda x, p: [torch.cdist(x, p), torch.cdist(x, p, 1.0), F.pdist(x)],
    "integers": lambda n, x: [of(a, b) for of in (torch.gcd, torch.lcm) for a, b in ((n.long() * 6, x.long()), (n.int(), torch.tensor(4, dtype=torch.int8)), (n.abs().byte(), x.abs().byte()))],
    "triangles": lambda x: [torch.tril_indices(3, 5, 1), torch.triu_indices(4, 3, -1, dtype=torch.int32), torch.tril_indices(0, 3), torch.triu_indices(3, 3, 4)],
    "hashes": lambda x, n, m: [torch.hash_tensor(x), torch.hash_tensor(n.to(torch.int8), 1, keepdim=True), torch.hash_tensor(m, 0), torch.hash_tensor(x.bfloat16(), (0, 1))],
    # A token orders the effects of checks.
    "checks": lambda x, p: [torch.ops.aten._linalg_check_errors((of[0, 0] * 0).int(), "linalg.inv", is_matrix=True) or of + 1 for of in (x, p)],
}


EMBEDDING = torch.nn.Embedding(5, 8)
DYNAMIC_CASES = {
    "pointwise": lambda x: [F.gelu(x) + x * 2, x.softmax(1), x.sum(1), x.mean((0, 1)), x.amax(1)],
    "views": lambda x: [x.view(x.shape[0] * x.shape[1], 8), x.transpose(1, 2), x.reshape(2, -1, 4, 2).permute(0, 2, 1, 3), x.unsqueeze(1).expand(-1, 3, -1, -1), x.flatten(0, 1)],
    "parts": lambda x: [x[:, 1:], x[:, -1], x[:, :-2], torch.cat([x, x], 1), x[..., ::2], F.pad(x, (0, 0, 1, 2))],
    "products": lambda x: [x @ x.transpose(1, 2), F.linear(x, x[0, :1]), F.layer_norm(x, (8,)), torch.einsum("bsd,btd->bst", x, x)],
    "attention": lambda x: F.scaled_dot_product_attention(*[x.view(2, -1, 2, 4).transpose(1, 2)] * 3, is_causal=True),
    "indices": lambda x, i: [EMBEDDING(i), torch.gather(x, 1, i.clamp(0, 1).unsqueeze(-1)), x[:, torch.tensor([0, 1])], i.cumsum(1), torch.arange(x.shape[1])],
    "images": lambda c: [F.conv2d(c, torch.ones(4, 3, 3, 3), padding=1), F.max_pool2d(c, 2), F.batch_norm(c, torch.zeros(3), torch.ones(3)), F.adaptive_avg_pool2d(c, 1).flatten(1)],
    "size": lambda x: x * x.shape[1] + x.shape[1] // 2,
}


def dynamic_dimensions():
    size = torch.export.Dim("size", min=4, max=1000)
    return {"x": {1: size}, "i": {1: size}, "c": {0: size}}


FAMILIES = {
    "pointwise": (real_inputs, POINTWISE),
    "reductions": (reduction_inputs, REDUCTIONS),
    "shapes": (shape_inputs, SHAPES),
    "products": (product_inputs, PRODUCTS),
    "mathematics": (mathematics_inputs, MATHEMATICS),
}
# Families whose ops Ranvier knows as what PyTorch's core decompositions make of them.
DECOMPOSED = {"mathematics"}
DYNAMIC = {"dynamic": (dynamic_inputs, DYNAMIC_CASES, dynamic_dimensions)}
