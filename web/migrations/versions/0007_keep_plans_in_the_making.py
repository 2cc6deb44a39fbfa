"""Keep plans in the making, step by step."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.CheckConstraint('"base" >= 0', name=op.f("ck_drafts_base_least")),
        sa.CheckConstraint('"revision" >= 0', name=op.f("ck_drafts_revision_least")),
        sa.CheckConstraint('"weeks" >= 1', name=op.f("ck_drafts_weeks_least")),
        sa.CheckConstraint("published IS NULL OR ended_at IS NOT NULL", name=op.f("ck_drafts_published_ended")),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_drafts_account")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_drafts_run"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_drafts_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_territory_begun_at"), "drafts", ["territory", "begun_at"])
    op.create_table(
        "draft_steps",
        sa.Column("draft", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("removed", sa.JSON(), nullable=False),
        sa.Column("added", sa.JSON(), nullable=False),
        sa.Column("pinned", sa.JSON(), nullable=False),
        sa.Column("unpinned", sa.JSON(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('do', 'undo', 'redo')", name=op.f("ck_draft_steps_kind_word")),
        sa.CheckConstraint('"number" >= 1', name=op.f("ck_draft_steps_number_least")),
        sa.CheckConstraint("(kind = 'do') = (\"of\" IS NULL)", name=op.f("ck_draft_steps_of_which")),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_draft_steps_account")),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name=op.f("fk_draft_steps_draft"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("draft", "number", name=op.f("pk_draft_steps")),
    )


def downgrade() -> None:
    for table in ("draft_steps", "drafts"):
        op.drop_table(table)
