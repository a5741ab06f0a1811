"""Ranvier as a library: a Maven project of its own, the artifacts in the local repository, and no Python."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = Path(os.environ.get("RANVIER_HOME", Path.home() / ".cache/ranvier")) / "demo"
JAVA_HOME = Path(os.environ["RANVIER_JAVA_HOME"])
ENVIRONMENT = {"RANVIER_HOME": str(DEMO.parent)}
SENTENCES = ["A man is playing the guitar on a stage.", "Somebody performs music with a guitar in front of people."]


def maven(*arguments, folder):
    environment = os.environ | {"JAVA_HOME": str(JAVA_HOME)}
    result = subprocess.run(
        ["mvn", "--quiet", "--batch-mode", *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout[-4000:]


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    """A folder with what the example depends on and its class."""
    if not (DEMO / "minilm.pt2").exists():
        pytest.skip("no MiniLM: run ./ranvier demo first")
    maven("install", "-Dmaven.test.skip", "-Dspotless.check.skip", folder=ROOT)
    project = tmp_path_factory.mktemp("paraphrase")
    shutil.copytree(ROOT / "examples/paraphrase", project, dirs_exist_ok=True)
    maven("compile", "dependency:copy-dependencies", "-DincludeScope=runtime", folder=project)
    return project / "target"


def run(arguments):
    """Runs Java alone: nothing on the path, no setting of the launcher."""
    command = [JAVA_HOME / "bin/java", f"-DENGINE_CACHE_DIR={DEMO}", "-Dai.djl.offline=true", *arguments]
    model = [DEMO / "minilm.pt2", DEMO / "all-minilm-l6-v2-tokenizer.json", *SENTENCES]
    result = subprocess.run([*command, *model], env=ENVIRONMENT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return float(result.stdout)


def test_a_project_of_its_own_compares_two_sentences(libraries):
    path = f"{libraries}/classes:{libraries}/dependency/*"
    assert run(["--enable-native-access=ALL-UNNAMED", "-cp", path, "Paraphrase"]) > 0.5


def test_the_jars_are_modules(libraries):
    access = "--enable-native-access=dev.ranvier.runtime,dev.ranvier.llvm,dev.ranvier.cpu"
    jars = sorted((libraries / "dependency").glob("*.jar"))
    modules = [jar for jar in jars if jar.name.startswith(("ranvier-", "jackson-", "jspecify-"))]
    path = [libraries / "classes", *(jar for jar in jars if jar not in modules)]
    arguments = [access, "-p", ":".join(map(str, modules)), "--add-modules", "dev.ranvier"]
    assert run([*arguments, "-cp", ":".join(map(str, path)), "Paraphrase"]) > 0.5
