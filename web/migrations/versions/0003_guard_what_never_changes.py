"""Guard what never changes: the database itself refuses to rewrite a publication, the journal or an identity."""

from alembic import op

revision = "0003"
down_revision = "0002"

IMMUTABLE = ("snapshots", "publications", "planned_half_days", "changes", "journal")
"""Rows are added, never changed, never deleted."""

IDENTITIES = {
    "occurrences": "territory, demand, window_first_week, window_weeks, number, uid, created_at",
    "duties": "territory, advisor, kind, date, slot, uid, created_at",
}
"""Rows are never deleted, and these columns never change."""

REFUSAL = "permanences: this is never changed nor deleted"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        guard = _guard_postgresql
    else:
        guard = _guard_sqlite
    for table in IMMUTABLE:
        guard(table, "UPDATE")
        guard(table, "DELETE")
    for table, columns in IDENTITIES.items():
        guard(table, f"UPDATE OF {columns}")
        guard(table, "DELETE")


def downgrade() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in (*IMMUTABLE, *IDENTITIES):
        where = f" ON {table}" if postgresql else ""
        op.execute(f"DROP TRIGGER refuse_update_of_{table}{where}")
        op.execute(f"DROP TRIGGER refuse_delete_of_{table}{where}")
        if postgresql:
            op.execute(f"DROP TRIGGER refuse_truncate_of_{table}{where}")
    if postgresql:
        op.execute("DROP FUNCTION refuse_change()")


def _guard_sqlite(table: str, deed: str) -> None:
    op.execute(
        f"CREATE TRIGGER {_name(table, deed)} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


def _guard_postgresql(table: str, deed: str) -> None:
    op.execute(
        f"CREATE TRIGGER {_name(table, deed)} BEFORE {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
    if deed == "DELETE":
        op.execute(
            f"CREATE TRIGGER refuse_truncate_of_{table} BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _name(table: str, deed: str) -> str:
    return f"refuse_{deed.partition(' ')[0].lower()}_of_{table}"
