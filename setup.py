"""The build compiles the message catalogues; all the rest stands in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SOURCES = Path(__file__).resolve().parent / "src"
sys.path.insert(0, str(SOURCES))

from entremise.config.catalogues import compile_catalogue  # noqa: E402


class BuildWithCatalogues(build_py):
    """Each .po becomes a .mo: in the package that is built, in place for an editable install."""

    def run(self) -> None:
        super().run()
        for source in sorted(SOURCES.glob("entremise/locale/*/LC_MESSAGES/*.po")):
            target = self._built(source).with_suffix(".mo")
            target.parent.mkdir(parents=True, exist_ok=True)
            compile_catalogue(source, target)
            if (
                not self.editable_mode
            ):  # the source archive, which has them, copies them too
                self._built(source).unlink(missing_ok=True)

    def _built(self, source: Path) -> Path:
        if self.editable_mode:
            return source
        return Path(self.build_lib) / source.relative_to(SOURCES)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        built = [
            str(self._built(source).with_suffix(".mo"))
            for source in SOURCES.glob("entremise/locale/*/LC_MESSAGES/*.po")
        ]
        return [*super().get_outputs(include_bytecode), *built]


setup(cmdclass={"build_py": BuildWithCatalogues})
