from .importing import add_labels, import_rome
from .indexing import Entry, index, index_many, remove, write

__all__ = ["Entry", "add_labels", "import_rome", "index", "index_many", "remove", "write"]
