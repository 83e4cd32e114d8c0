from entremise.foundation.search.weighing import Entry

from .circles import Circles, register_sort, reindex, told, written_at_once
from .importing import add_labels, import_rome
from .indexing import index, index_many, remove, write
from .rebuilding import analyze, kinds, missing, rebuild, register

__all__ = [
    "Circles",
    "Entry",
    "add_labels",
    "analyze",
    "import_rome",
    "index",
    "index_many",
    "kinds",
    "missing",
    "rebuild",
    "register",
    "register_sort",
    "reindex",
    "remove",
    "told",
    "write",
    "written_at_once",
]
