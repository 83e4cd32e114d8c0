from entremise.foundation.search.weighing import IndexEntry

from .circles import (
    EntriesByScope,
    batch_reindexing,
    readable_entries,
    register_scoped_source,
    reindex_scoped,
)
from .importing import add_trade_labels, import_rome
from .indexing import index_document, index_entry, index_in_batches, remove_document
from .rebuilding import (
    analyze_database,
    empty_index_kinds,
    index_kinds,
    rebuild_index,
    register_index_source,
)

__all__ = [
    "EntriesByScope",
    "IndexEntry",
    "add_trade_labels",
    "analyze_database",
    "batch_reindexing",
    "empty_index_kinds",
    "import_rome",
    "index_document",
    "index_entry",
    "index_in_batches",
    "index_kinds",
    "readable_entries",
    "rebuild_index",
    "register_index_source",
    "register_scoped_source",
    "reindex_scoped",
    "remove_document",
]
