"""``make shape``: how the source reads, in figures, beside well-kept code bases. Fails nobody.

The figures on the right are the range of nine open Django and Python projects, measured the same
way in November 2026; of several numbers, they are median, 9 in 10, largest.
"""

import ast
import io
import statistics
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "entremise"
LINE = 100  # characters
TEMPLATE_LINE = 140  # characters
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


@dataclass
class PythonShape:
    file_lines: list[int] = field(default_factory=list)
    function_lines: list[int] = field(default_factory=list)
    function_tokens: list[int] = field(default_factory=list)
    lines: int = 0
    code_lines: int = 0
    long_lines: int = 0
    tokens: int = 0
    comments: int = 0
    comprehensions: int = 0
    nested_conditionals: int = 0
    documented: int = 0  # functions

    def per_thousand(self, number: int) -> float:
        return 1000 * number / self.lines


def python_shape(paths: Iterable[Path]) -> PythonShape:
    shape = PythonShape()
    for path in paths:
        _add_file(shape, path.read_text())
    return shape


def _add_file(shape: PythonShape, text: str) -> None:
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    code = [token for token in tokens if token.type not in LAYOUT]
    lines = text.splitlines()
    shape.file_lines.append(len(lines))
    shape.lines += len(lines)
    shape.long_lines += sum(len(line) > LINE for line in lines)
    shape.tokens += len(code)
    shape.comments += sum(token.type == tokenize.COMMENT for token in tokens)
    shape.code_lines += len(_lines_of(code))
    starts = [token.start[0] for token in code]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, COMPREHENSIONS):
            shape.comprehensions += 1
        elif isinstance(node, ast.IfExp):
            inside = [node.test, node.body, node.orelse]
            shape.nested_conditionals += any(isinstance(n, ast.IfExp) for n in inside)
        elif isinstance(node, ast.FunctionDef):
            end = node.end_lineno or node.lineno
            shape.function_lines.append(end - node.lineno + 1)
            shape.function_tokens.append(
                sum(node.lineno <= start <= end for start in starts)
            )
            shape.documented += ast.get_docstring(node) is not None


def _lines_of(tokens: Iterable[tokenize.TokenInfo]) -> set[int]:
    return {
        line for token in tokens for line in range(token.start[0], token.end[0] + 1)
    }


def spread(values: list[int]) -> str:
    """Median, nine in ten, largest."""
    ordered = sorted(values)
    tenth = ordered[int(len(ordered) * 0.9)]
    return f"{statistics.median(ordered):.0f} · {tenth} · {ordered[-1]}"


def text_lines(paths: Iterable[Path]) -> list[int]:
    """Lengths of the lines that hold something."""
    lines = (line for path in paths for line in path.read_text().splitlines())
    return [len(line) for line in lines if line.strip()]


def rows() -> Iterator[tuple[str, str, str]]:
    """What is measured, here, elsewhere."""
    python = python_shape(
        path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts
    )
    functions = len(python.function_lines)
    yield "lines a file", spread(python.file_lines), "42–75 · 161–794 · 942–3005"
    yield "lines a function", spread(python.function_lines), "6–9 · 23–36 · 173–764"
    yield "tokens a function", spread(python.function_tokens), "37–48 · 113–180"
    yield "tokens a line", f"{python.tokens / python.code_lines:.1f}", "4.9–6.7"
    yield (
        f"lines over {LINE}",
        f"{python.long_lines}",
        "0.1–4.6 % of the code",
    )
    yield (
        "comprehensions a thousand lines",
        f"{python.per_thousand(python.comprehensions):.1f}",
        "2.6–11",
    )
    yield (
        "conditionals in conditionals, a thousand lines",
        f"{python.per_thousand(python.nested_conditionals):.2f}",
        "0–0.03",
    )
    yield (
        "comments, % of lines",
        f"{100 * python.comments / python.lines:.1f}",
        "3.5–7.9",
    )
    yield (
        "functions with a docstring, %",
        f"{100 * python.documented / functions:.0f}",
        "7–42",
    )
    templates = text_lines(p for p in SOURCE.rglob("templates/**/*") if p.is_file())
    yield "characters a template line", spread(templates), "29–43 · 76–117"
    over = sum(length > TEMPLATE_LINE for length in templates)
    yield f"template lines over {TEMPLATE_LINE}", f"{over}", "0.4–4.1 % over 160"
    styles = text_lines(SOURCE.rglob("*.css"))
    yield "characters a CSS line", spread(styles), "9 in 10: 32–61"


def main() -> None:
    for what, here, elsewhere in rows():
        print(f"{what:48} {here:>20}    {elsewhere}")


if __name__ == "__main__":
    main()
