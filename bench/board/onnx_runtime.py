"""onnxruntime, with the program that PyTorch exports."""

import io
import time

from pytorch import frozen, reason, tensors
from row import Row


class Family:
    def __init__(self, threads: int):
        import onnxruntime

        onnxruntime.set_default_logger_severity(3)
        self.onnxruntime = onnxruntime
        self.threads = threads
        self.calls = {}
        self.row = None

    def prepare(self, row: Row, folder, peers: list[str]):
        self.row = row
        if "onnxruntime" in row.absent or row.torch is None:
            return {"onnxruntime": {"absent": row.absent.get("onnxruntime", "not written in PyTorch")}}
        try:
            model, inputs = export(row)
            start = time.perf_counter()
            self.calls = {"onnxruntime": self.call(model, inputs)}
            return {"onnxruntime": {"compile_seconds": time.perf_counter() - start}}
        except Exception as error:
            return {"onnxruntime": {"absent": reason(error)}}

    def call(self, model: bytes, inputs):
        options = self.onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        session = self.onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        feed = {described.name: tensor.numpy() for described, tensor in zip(session.get_inputs(), inputs)}

        def call():
            return session.run(None, feed)

        call()
        return call

    def results(self, peer: str):
        return self.row.from_torch(self.calls[peer]())

    def release(self):
        self.calls = {}


def export(row: Row):
    """The row as an ONNX model with its weights, and the other inputs."""
    import torch

    program, inputs = frozen(row, tensors(row))
    model = io.BytesIO()
    torch.onnx.export(program, tuple(inputs), dynamo=True, verbose=False).save(model)
    return model.getvalue(), inputs
