"""Keep what feeds hold: a digest of each calendar, and when it last changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "feeds",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('lieux', 'communes', 'structures', 'salles', 'tout', 'agenda')",
            name=op.f("ck_feeds_kind_word"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_feeds_territory")),
        sa.PrimaryKeyConstraint("territory", "kind", "subject", name=op.f("pk_feeds")),
    )


def downgrade() -> None:
    op.drop_table("feeds")
