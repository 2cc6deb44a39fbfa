"""Keep letters until they are sent, once each; keep when calendars were last asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("calendar_method", sa.String(), nullable=True),
        sa.Column("calendar", sa.String(), nullable=True),
        sa.Column("reply_to", sa.String(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "\"state\" IN ('waiting', 'sending', 'sent', 'refused', 'unsure', 'discarded')",
            name=op.f("ck_outbox_state_word"),
        ),
        sa.CheckConstraint("\"calendar_method\" IN ('REQUEST', 'CANCEL')", name=op.f("ck_outbox_calendar_method_word")),
        sa.CheckConstraint(
            '("calendar_method" IS NULL) = ("calendar" IS NULL)', name=op.f("ck_outbox_calendar_method_together")
        ),
        sa.CheckConstraint('"tries" >= 0', name=op.f("ck_outbox_tries_least")),
        sa.CheckConstraint("(state = 'sent') <= (sent_at IS NOT NULL)", name=op.f("ck_outbox_sent")),
        sa.CheckConstraint("(state = 'sending') <= (taken_at IS NOT NULL)", name=op.f("ck_outbox_taken")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_outbox_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_state_due_at"), "outbox", ["state", "due_at"])
    op.create_index(op.f("ix_outbox_territory_created_at"), "outbox", ["territory", "created_at"])
    op.create_table(
        "outbox_tries",
        sa.Column("letter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"result\" IN ('sent', 'deferred', 'refused', 'unsure')", name=op.f("ck_outbox_tries_result_word")
        ),
        sa.CheckConstraint('"number" >= 1', name=op.f("ck_outbox_tries_number_least")),
        sa.ForeignKeyConstraint(["letter"], ["outbox.id"], name=op.f("fk_outbox_tries_letter")),
        sa.PrimaryKeyConstraint("letter", "number", name=op.f("pk_outbox_tries")),
    )
    op.create_table(
        "dates_by_mail",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('venue', 'structure', 'advisor')", name=op.f("ck_dates_by_mail_kind_word")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_dates_by_mail_territory")),
        sa.PrimaryKeyConstraint("territory", "kind", "subject", name=op.f("pk_dates_by_mail")),
    )
    op.create_table(
        "feed_fetches",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('lieux', 'communes', 'structures', 'salles', 'tout', 'agenda')",
            name=op.f("ck_feed_fetches_kind_word"),
        ),
        sa.CheckConstraint(
            "\"family\" IN ('google', 'outlook', 'apple', 'thunderbird', 'nextcloud', 'android', 'browser', 'other')",
            name=op.f("ck_feed_fetches_family_word"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_feed_fetches_territory")),
        sa.PrimaryKeyConstraint("territory", "kind", "subject", "family", name=op.f("pk_feed_fetches")),
    )


def downgrade() -> None:
    for table in ("feed_fetches", "dates_by_mail", "outbox_tries", "outbox"):
        op.drop_table(table)
