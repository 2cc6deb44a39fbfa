"""Find what has left a place: changes by the venue and by the room that was left."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index(op.f("ix_changes_before_venue_before_date"), "changes", ["before_venue", "before_date"])
    op.create_index(op.f("ix_changes_before_room_before_date"), "changes", ["before_room", "before_date"])


def downgrade() -> None:
    op.drop_index(op.f("ix_changes_before_room_before_date"), table_name="changes")
    op.drop_index(op.f("ix_changes_before_venue_before_date"), table_name="changes")
