from .importing import add_labels, import_rome
from .indexing import Entry, index, index_many, remove, write
from .rebuilding import analyze, kinds, rebuild, register

__all__ = [
    "Entry",
    "add_labels",
    "analyze",
    "import_rome",
    "index",
    "index_many",
    "kinds",
    "rebuild",
    "register",
    "remove",
    "write",
]
