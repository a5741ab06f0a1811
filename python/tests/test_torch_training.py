"""Programs as users of PyTorch and of Hugging Face's transformers write them, held against eager execution."""

import importlib.util
import json
import os
from pathlib import Path

import pytest
from own_process import run
from test_launcher import ROOT

MODELS = Path(os.environ.get("RANVIER_SHARED", ROOT / "../shared")) / "models"


def needs(*modules: str) -> None:
    absent = [module for module in modules if importlib.util.find_spec(module) is None]
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")


def test_digits_in_batches_that_processes_load():
    """Two epochs reach eager's accuracy, and the same seed gives the same run."""
    run(
        f"""
        import sys, torch
        sys.path.insert(0, "python/tests")
        import digits
        from pathlib import Path
        from torch.utils.data import DataLoader, TensorDataset

        images, labels = map(torch.from_numpy, digits.load(Path({str(MODELS / "digits/digits.npz")!r})))
        images, labels = images[:, None], labels.long()

        def train(is_compiled):
            torch.manual_seed(5)
            model = torch.nn.Sequential(
                torch.nn.Conv2d(1, 8, 3, padding=1), torch.nn.BatchNorm2d(8), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
                torch.nn.Conv2d(8, 16, 3, padding=1), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Dropout(0.1),
                torch.nn.Linear(256, 10),
            )
            optimizer = torch.optim.Adam(model.parameters(), 1e-2)
            options = {{"fallback": "error"}}
            called = torch.compile(model, backend="ranvier", options=options) if is_compiled else model
            loader = DataLoader(TensorDataset(images, labels), 64, shuffle=True, num_workers=4)
            losses = []
            for _ in range(2):
                for batch, targets in loader:
                    loss = torch.nn.functional.cross_entropy(called(batch), targets)
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
                    losses.append(loss.item())
            model.eval()
            with torch.no_grad():
                return torch.tensor(losses), (called(images).argmax(1) == labels).double().mean()

        eager, first, second = train(False), train(True), train(True)
        assert torch.equal(first[0], second[0])
        torch.testing.assert_close(first[0][:4], eager[0][:4], rtol=1e-4, atol=1e-5)
        assert eager[1] > 0.85 and abs(first[1] - eager[1]) < 0.03, (eager[1], first[1])
        """
    )


def test_hundreds_of_batch_sizes_stay_bounded():
    run(
        """
        import logging, torch
        messages = []
        handler = logging.Handler()
        handler.emit = lambda record: messages.append(record.getMessage())
        logging.getLogger("ranvier.torch").addHandler(handler)
        logging.getLogger("ranvier.torch").setLevel(logging.INFO)
        memory = lambda: int(open("/proc/self/statm").read().split()[1]) * 4096
        model = torch.nn.Sequential(torch.nn.Linear(16, 32), torch.nn.GELU(), torch.nn.Linear(32, 4)).eval()
        compiled = torch.compile(model, backend="ranvier", options={"fallback": "error"})
        with torch.no_grad():
            for batch in range(1, 301):
                x = torch.randn(batch, 16)
                torch.testing.assert_close(compiled(x), model(x), rtol=1e-4, atol=1e-5)
                if batch == 150:
                    before = memory()
        assert memory() - before < 100e6
        assert sum("compiled" in message for message in messages) <= 5
        """
    )


def test_trainer_fine_tunes_with_the_losses_of_eager_execution():
    needs("transformers", "accelerate")
    run(
        """
        import tempfile, torch, transformers

        def losses(is_compiled):
            transformers.set_seed(3)
            model = transformers.LlamaForCausalLM(transformers.LlamaConfig(
                hidden_size=32, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, intermediate_size=64,
                vocab_size=128, max_position_embeddings=64, use_cache=False,
            ))
            texts = [{name: torch.arange(i % 7, i % 7 + 16) for name in ("input_ids", "labels")} for i in range(64)]
            arguments = transformers.TrainingArguments(
                tempfile.mkdtemp(), per_device_train_batch_size=8, num_train_epochs=2, learning_rate=1e-2, seed=3,
                report_to=[], logging_steps=4, save_strategy="no", use_cpu=True, disable_tqdm=True,
            )
            if is_compiled:
                model.compile(backend="ranvier", options={"fallback": "error"})
            trainer = transformers.Trainer(model=model, args=arguments, train_dataset=texts)
            trainer.train()
            return torch.tensor([float(entry["loss"]) for entry in trainer.state.log_history if "loss" in entry])

        torch.testing.assert_close(losses(True), losses(False), rtol=1e-3, atol=1e-3)
        """
    )


def test_generation_with_a_static_cache_tells_the_same_story():
    needs("transformers", "tokenizers")
    folder = MODELS / "stories260k"
    if not folder.is_dir():
        pytest.skip(f"no language model: {folder} is absent")
    text = run(
        f"""
        import json, torch, transformers
        model = transformers.AutoModelForCausalLM.from_pretrained({str(folder)!r}).eval()
        tokenizer = transformers.AutoTokenizer.from_pretrained({str(folder)!r})
        model.forward = torch.compile(model.forward, backend="ranvier", options={{"fallback": "error"}})
        start = torch.tensor([[model.config.bos_token_id]])
        with torch.no_grad():
            tokens = model.generate(
                start, attention_mask=torch.ones_like(start), do_sample=False, max_new_tokens=42,
                cache_implementation="static", disable_compile=True,
            )
        print(json.dumps(tokenizer.decode(tokens[0], skip_special_tokens=True)))
        """,
        HF_HUB_OFFLINE="1",
    )
    golden = "Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw"
    assert json.loads(text.splitlines()[-1]).startswith(golden)
