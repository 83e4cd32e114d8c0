"""The journal is only ever added to: the database refuses the rest, whoever asks."""

TABLES = ("journal_entry", "journal_mention", "journal_look")
REFUSAL = "the journal is only ever added to"


def sqlite_create() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in TABLES
        for verb in ("UPDATE", "DELETE")
    ]


def sqlite_drop() -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_{verb}"
        for table in TABLES
        for verb in ("update", "delete")
    ]


def postgresql_create() -> list[str]:
    return [
        "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
        *(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
            for table in TABLES
        ),
    ]


def postgresql_drop() -> list[str]:
    return [
        *(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}" for table in TABLES),
        "DROP FUNCTION IF EXISTS journal_refuse()",
    ]
