"""The README shows what its commands print; `python -m tests.integration.test_docs` writes it anew."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```\n\n(?:```text\n(.*?)```\n)?", re.DOTALL)
_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_LINKED = ("Makefile", "pyproject.toml", "uv.lock", "seeds", "pipelines", "dateline", "warehouse", ".venv")


def rendered(text: str, folder: Path) -> str:
    """The README with the outputs that its commands give in a folder that stands for a fresh clone."""
    for name in _LINKED:
        (folder / name).symlink_to(ROOT / name)
    # a make that runs the tests must not be seen by the one that they run: it would announce its folder
    apart = ("DATELINE_", "MAKE", "MFLAGS")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(apart)}
    environment |= {
        "PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}",
        "COLUMNS": "110",
        "MAKEFLAGS": "",
    }

    def run(arguments: list[str]) -> str:
        done = subprocess.run(
            arguments, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def console(match: re.Match[str]) -> str:
        lines = [line for line in match[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join(f"{line}\n{run(['bash', '-c', line[2:]])}" for line in lines) + "```"

    def python(match: re.Match[str]) -> str:
        output = run([sys.executable, "-c", match[1]])
        return f"```python\n{match[1]}```\n\n```text\n{output}```\n"

    return _in_order(text, {_CONSOLE: console, _PYTHON: python})


def _in_order(text: str, handlers: dict[re.Pattern[str], Callable[[re.Match[str]], str]]) -> str:
    """Replace the matches of several patterns in the order of the text, for later ones build on earlier."""
    found = sorted(
        ((match, handler) for pattern, handler in handlers.items() for match in pattern.finditer(text)),
        key=lambda entry: entry[0].start(),
    )
    parts, last = [], 0
    for match, handler in found:
        parts += [text[last : match.start()], handler(match)]
        last = match.end()
    return "".join([*parts, text[last:]])


def test_the_readme_shows_what_its_commands_print(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert rendered(text, tmp_path) == text


def test_every_make_target_that_the_docs_name_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in (README, *sorted((ROOT / "docs").glob("*.md"))):
        for target in set(
            re.findall(r"`?make ([\w-]+)`?", "\n".join(_code(page.read_text(encoding="utf-8"))))
        ):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (page.name, target)


def _code(text: str) -> list[str]:
    return [*_SHELL.findall(text), *re.findall(r"`([^`\n]+)`", text)]


def test_every_path_and_link_of_the_docs_is_there() -> None:
    for page in (README, *sorted((ROOT / "docs").glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / link).exists(), (page.name, link)
        for path in re.findall(r"`((?:dateline|warehouse|pipelines|seeds|bench|tests)/[\w./*-]+)`", text):
            pattern = path.replace("NAME", "*")
            assert list(ROOT.glob(pattern)) or (ROOT / path).exists(), (page.name, path)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        README.write_text(rendered(README.read_text(encoding="utf-8"), Path(made)), encoding="utf-8")
