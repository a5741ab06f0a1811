"""PyTorch: eager, compiled by inductor, and compiled with its weights frozen."""

import time

import numpy as np

from row import Row


def tensors(row: Row):
    """PyTorch's inputs."""
    import ml_dtypes
    import torch

    def tensor(array: np.ndarray):
        array = np.asarray(array, order="C")
        if array.dtype == ml_dtypes.bfloat16:
            return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
        return torch.from_numpy(array)

    return [tensor(array) for array in row.to_torch(row.inputs())]


def arrays(row: Row, results):
    """PyTorch's results as the row's."""
    import torch

    results = results if isinstance(results, (tuple, list)) else [results]
    return row.from_torch([
        (result.float() if result.dtype == torch.bfloat16 else result).detach().clone().numpy() for result in results
    ])


def frozen(row: Row, inputs):
    """The program as a module that owns its weights, and its other inputs."""
    import torch

    class Program(torch.nn.Module):
        def __init__(self):
            super().__init__()
            for i in row.weights:
                self.register_buffer(f"weight{i}", inputs[i])

        def forward(self, *others):
            others = iter(others)
            every = range(len(inputs))
            return row.torch(*(getattr(self, f"weight{i}") if i in row.weights else next(others) for i in every))

    return Program().eval(), [tensor for i, tensor in enumerate(inputs) if i not in row.weights]


def reason(error: Exception) -> str:
    """Why a peer is absent, on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


class Family:
    def __init__(self, threads: int):
        import torch

        torch.set_num_threads(threads)
        self.torch = torch
        self.threads = threads
        self.calls = {}
        self.first = {}

    def prepare(self, row: Row, folder, peers: list[str]):
        if row.torch is None:
            return {peer: {"absent": row.absent.get(peer, "not written in PyTorch")} for peer in peers}
        inputs = tensors(row)
        return {peer: self.prepare_peer(peer, row, inputs) for peer in peers}

    def prepare_peer(self, peer: str, row: Row, inputs):
        if peer in row.absent:
            return {"absent": row.absent[peer]}
        if peer == "frozen" and not row.weights:
            return {"absent": "no weights to freeze"}
        try:
            call = self.call(peer, row, inputs)
            start = time.perf_counter()
            results = call()
            seconds = time.perf_counter() - start
            self.first[peer] = arrays(row, results)
            self.calls[peer] = call
            return {"compile_seconds": None if peer == "eager" else seconds}
        except Exception as error:
            return {"absent": reason(error)}

    def call(self, peer: str, row: Row, inputs):
        torch = self.torch
        program = row.torch
        if peer == "frozen":
            program, inputs = frozen(row, inputs)
        if peer != "eager":
            options = {"freezing": peer == "frozen"}
            program = torch.compile(program, dynamic=False, options=options)
        carried, fixed = [tensor.clone() for tensor in inputs[: row.carry]], inputs[row.carry :]

        def call():
            nonlocal carried
            with torch.no_grad():
                results = program(*carried, *fixed)
            if row.carry:
                carried = list(results[: row.carry])
            return results

        return call

    def results(self, peer: str):
        return self.first[peer]

    def release(self):
        self.calls = {}
        self.first = {}
        self.torch._dynamo.reset()
