"""The style sheets in the house style: one declaration a line.

With ``--check``, only tells which are not.

    python -m tests.kit.stylesheets [--check]

A value broken by hand after its colon (a list of fonts, of shadows) stays as it was broken.
"""

import sys
from pathlib import Path

import cssbeautifier  # type: ignore[import-untyped]

SOURCE = Path(__file__).resolve().parents[2] / "src"


def beautified(css: str) -> str:
    options = cssbeautifier.default_options()
    options.indent_size = 2
    options.end_with_newline = True
    options.max_preserve_newlines = 2
    options.space_around_combinator = True
    return str(cssbeautifier.beautify(css, options))


def main(arguments: list[str]) -> int:
    others = {
        path: new
        for path in sorted(SOURCE.rglob("*.css"))
        if (new := beautified(path.read_text())) != path.read_text()
    }
    for path, new in others.items():
        if "--check" in arguments:
            print(f"{path.relative_to(SOURCE)} is not as `make format` leaves it")
        else:
            path.write_text(new)
    return 1 if others and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
