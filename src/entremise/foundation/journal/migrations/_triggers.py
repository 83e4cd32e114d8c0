"""SQL of the triggers that make the journal append-only. Used by the first migration."""

APPEND_ONLY_TABLES = (
    "journal_journalentry",
    "journal_mention",
    "journal_personaccess",
)
REFUSAL_MESSAGE = "the journal is only ever added to"


def sqlite_create() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL_MESSAGE}'); END"
        for table in APPEND_ONLY_TABLES
        for verb in ("UPDATE", "DELETE")
    ]


def sqlite_drop() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_{verb}"
        for table in APPEND_ONLY_TABLES
        for verb in ("update", "delete")
    ]


def postgresql_create() -> list[str]:
    return [
        "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL_MESSAGE}' "
        "USING ERRCODE = 'restrict_violation'; END $$",
        *(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
            for table in APPEND_ONLY_TABLES
        ),
    ]


def postgresql_drop() -> list[str]:
    return [
        *(
            f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}"
            for table in APPEND_ONLY_TABLES
        ),
        "DROP FUNCTION IF EXISTS journal_refuse()",
    ]
