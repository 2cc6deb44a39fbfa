"""Change reference data with a yes: what is proposed, what was changed, the calendars of venues."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

KIND = "\"kind\" IN ('upload', 'absence', 'closure', 'demand', 'venue', 'advisor', 'calendar')"


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("base_digest", sa.String(), nullable=False),
        sa.Column("base_archive", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.CheckConstraint(KIND, name=op.f("ck_proposals_kind_word")),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_proposals_account")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_proposals_run"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_proposals_territory")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_territory_proposed_at"), "proposals", ["territory", "proposed_at"])
    op.create_table(
        "reference_changes",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("before_digest", sa.String(), nullable=False),
        sa.Column("after_digest", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.CheckConstraint(KIND, name=op.f("ck_reference_changes_kind_word")),
        sa.CheckConstraint(
            '("undone_at" IS NULL) = ("undone_by" IS NULL)', name=op.f("ck_reference_changes_undone_at_together")
        ),
        sa.CheckConstraint('"number" >= 1', name=op.f("ck_reference_changes_number_least")),
        sa.ForeignKeyConstraint(
            ["before_digest"], ["snapshots.digest"], name=op.f("fk_reference_changes_before_digest")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_reference_changes_territory")),
        sa.PrimaryKeyConstraint("territory", "number", name=op.f("pk_reference_changes")),
    )
    op.create_table(
        "venue_calendars",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("modified", sa.String(), nullable=False),
        sa.CheckConstraint('"failures" >= 0', name=op.f("ck_venue_calendars_failures_least")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_venue_calendars_territory")),
        sa.PrimaryKeyConstraint("territory", "venue", name=op.f("pk_venue_calendars")),
    )
    op.create_index(op.f("ix_venue_calendars_due_at"), "venue_calendars", ["due_at"])
    op.create_table(
        "calendar_closures",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from", sa.Date(), nullable=False),
        sa.Column("to", sa.Date(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint('"from" <= "to"', name=op.f("ck_calendar_closures_from_to_to")),
        sa.ForeignKeyConstraint(
            ["territory", "venue"],
            ["venue_calendars.territory", "venue_calendars.venue"],
            name=op.f("fk_calendar_closures_territory_venue"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("territory", "venue", "number", name=op.f("pk_calendar_closures")),
    )


def downgrade() -> None:
    for table in ("calendar_closures", "venue_calendars", "reference_changes", "proposals"):
        op.drop_table(table)
