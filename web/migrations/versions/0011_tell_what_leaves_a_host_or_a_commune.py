"""Tell what leaves the calendar of a host or of a commune; keep the calendars of communes that have no venue any more."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

KINDS = {"structures": "structure", "communes": "insee"}

REMEMBER = """
INSERT INTO departed (territory, kind, subject, occurrence, date, parts, venue, room, left_at, left_by)
SELECT occurrences.territory, '{kind}', stood.{column}, changes.occurrence, changes.before_date, changes.before_parts,
    changes.before_venue, changes.before_room, publications.published_at, publications.number
FROM changes
JOIN publications ON publications.id = changes.publication
JOIN occurrences ON occurrences.id = changes.occurrence
JOIN standing_venues AS stood ON stood.territory = occurrences.territory AND stood.id = changes.before_venue
JOIN standing_venues AS stands ON stands.territory = occurrences.territory AND stands.id = occurrences.venue
WHERE stood.{column} <> '' AND stood.{column} <> stands.{column} AND NOT EXISTS (
    SELECT 1 FROM changes AS later
    JOIN standing_venues AS there ON there.territory = occurrences.territory AND there.id = later.before_venue
    WHERE later.occurrence = changes.occurrence AND later.publication > changes.publication
        AND there.{column} = stood.{column}
)
"""

NAME = """
INSERT INTO standing_communes (territory, insee, name)
SELECT territory, insee, MIN(commune) FROM standing_venues WHERE insee <> '' GROUP BY territory, insee
"""


def upgrade() -> None:
    op.create_table(
        "standing_communes",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("insee", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_standing_communes_territory")),
        sa.PrimaryKeyConstraint("territory", "insee", name=op.f("pk_standing_communes")),
    )
    op.create_table(
        "departed",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('structures', 'communes')", name=op.f("ck_departed_kind_word")),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name=op.f("fk_departed_occurrence")),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_departed_territory")),
        sa.ForeignKeyConstraint(
            ["territory", "venue"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_departed_territory_venue"),
        ),
        sa.PrimaryKeyConstraint("territory", "kind", "subject", "occurrence", name=op.f("pk_departed")),
    )
    op.create_index(
        op.f("ix_departed_territory_kind_subject_date"), "departed", ["territory", "kind", "subject", "date"]
    )
    op.execute(NAME)
    for kind, column in KINDS.items():
        op.execute(REMEMBER.format(kind=kind, column=column))


def downgrade() -> None:
    op.drop_table("departed")
    op.drop_table("standing_communes")
