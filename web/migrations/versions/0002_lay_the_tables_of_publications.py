"""Lay the tables of publications: what never changes again, and what stands at present."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "snapshots",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("archive", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("unmet", sa.Integer(), nullable=False),
        sa.Column("split", sa.Integer(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("irregular", sa.Integer(), nullable=False),
        sa.Column("travel", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.Column("input_digest", sa.String(), nullable=False),
        sa.Column("republished", sa.Integer(), nullable=True),
        sa.CheckConstraint('"change" >= 0', name=op.f("ck_publications_change_least")),
        sa.CheckConstraint('"irregular" >= 0', name=op.f("ck_publications_irregular_least")),
        sa.CheckConstraint('"number" >= 1', name=op.f("ck_publications_number_least")),
        sa.CheckConstraint('"split" >= 0', name=op.f("ck_publications_split_least")),
        sa.CheckConstraint('"travel" >= 0', name=op.f("ck_publications_travel_least")),
        sa.CheckConstraint('"unmet" >= 0', name=op.f("ck_publications_unmet_least")),
        sa.CheckConstraint('"weeks" >= 1', name=op.f("ck_publications_weeks_least")),
        sa.ForeignKeyConstraint(["input_digest"], ["snapshots.digest"], name=op.f("fk_publications_input_digest")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_publications_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("territory", "number", name=op.f("uq_publications_territory_number")),
    )
    op.create_table(
        "standings",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("described_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name=op.f("fk_standings_publication")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_standings_territory")),
        sa.PrimaryKeyConstraint("territory", name=op.f("pk_standings")),
    )
    op.create_table(
        "standing_advisors",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_standing_advisors_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_standing_advisors")),
    )
    op.create_table(
        "standing_structures",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("mention", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_standing_structures_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_standing_structures")),
    )
    op.create_table(
        "standing_venues",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("insee", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("accessible", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory", "structure"],
            ["standing_structures.territory", "standing_structures.id"],
            name=op.f("fk_standing_venues_territory_structure"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_standing_venues_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_standing_venues")),
    )
    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("venue", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_duties_cancelled")),
        sa.CheckConstraint('"end" BETWEEN 0 AND 1440', name=op.f("ck_duties_end_bounds")),
        sa.CheckConstraint("\"kind\" IN ('base', 'travel', 'setup', 'leave')", name=op.f("ck_duties_kind_word")),
        sa.CheckConstraint('"sequence" BETWEEN 0 AND 2147483647', name=op.f("ck_duties_sequence_bounds")),
        sa.CheckConstraint('"start" BETWEEN 0 AND 1440', name=op.f("ck_duties_start_bounds")),
        sa.CheckConstraint("\"status\" IN ('planned', 'cancelled')", name=op.f("ck_duties_status_word")),
        sa.CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name=op.f("ck_duties_start_together")),
        sa.CheckConstraint("created_at <= modified_at", name=op.f("ck_duties_created_to_modified")),
        sa.CheckConstraint("length(uid) BETWEEN 8 AND 255", name=op.f("ck_duties_uid_length")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"],
            ["standing_advisors.territory", "standing_advisors.id"],
            name=op.f("fk_duties_territory_advisor"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "origin"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_duties_territory_origin"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "venue"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_duties_territory_venue"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_duties_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint(
            "territory", "advisor", "kind", "date", "slot", name=op.f("uq_duties_territory_advisor_kind_date_slot")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_duties_uid")),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("demand", sa.String(), nullable=False),
        sa.Column("window_first_week", sa.Integer(), nullable=False),
        sa.Column("window_weeks", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("booking", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("min_participants", sa.Integer(), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("handovers", sa.Integer(), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("former_date", sa.Date(), nullable=True),
        sa.Column("former_parts", sa.Text(), nullable=True),
        sa.Column("former_venue", sa.String(), nullable=True),
        sa.Column("former_room", sa.String(), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_by", sa.Integer(), nullable=True),
        sa.Column("cancelled_by", sa.Integer(), nullable=True),
        sa.Column("replacement", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f("ck_occurrences_cancelled")
        ),
        sa.CheckConstraint("(handovers = 0) = (handed_over_at IS NULL)", name=op.f("ck_occurrences_handed_over")),
        sa.CheckConstraint('"handovers" >= 0', name=op.f("ck_occurrences_handovers_least")),
        sa.CheckConstraint("replacement IS NULL OR status = 'cancelled'", name=op.f("ck_occurrences_replaced")),
        sa.CheckConstraint('"number" >= 1', name=op.f("ck_occurrences_number_least")),
        sa.CheckConstraint('"sequence" BETWEEN 0 AND 2147483647', name=op.f("ck_occurrences_sequence_bounds")),
        sa.CheckConstraint("\"status\" IN ('planned', 'cancelled')", name=op.f("ck_occurrences_status_word")),
        sa.CheckConstraint('"window_weeks" >= 1', name=op.f("ck_occurrences_window_weeks_least")),
        sa.CheckConstraint(
            '("cancelled_at" IS NULL) = ("cancelled_by" IS NULL)', name=op.f("ck_occurrences_cancelled_at_together")
        ),
        sa.CheckConstraint(
            '("former_date" IS NULL) = ("former_parts" IS NULL) AND ("former_date" IS NULL) = ("former_venue" IS NULL) AND ("former_date" IS NULL) = ("former_room" IS NULL) AND ("former_date" IS NULL) = ("moved_at" IS NULL) AND ("former_date" IS NULL) = ("moved_by" IS NULL)',
            name=op.f("ck_occurrences_former_date_together"),
        ),
        sa.CheckConstraint("created_at <= modified_at", name=op.f("ck_occurrences_created_to_modified")),
        sa.CheckConstraint("length(uid) BETWEEN 8 AND 255", name=op.f("ck_occurrences_uid_length")),
        sa.ForeignKeyConstraint(["replacement"], ["occurrences.id"], name=op.f("fk_occurrences_replacement")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"],
            ["standing_advisors.territory", "standing_advisors.id"],
            name=op.f("fk_occurrences_territory_advisor"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "former_venue"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_occurrences_territory_former_venue"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "structure"],
            ["standing_structures.territory", "standing_structures.id"],
            name=op.f("fk_occurrences_territory_structure"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "venue"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_occurrences_territory_venue"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_occurrences_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint(
            "territory",
            "demand",
            "window_first_week",
            "window_weeks",
            "number",
            name=op.f("uq_occurrences_territory_demand_window_first_week_window_weeks_number"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_occurrences_uid")),
    )
    op.create_index(op.f("ix_occurrences_territory_advisor_date"), "occurrences", ["territory", "advisor", "date"])
    for column in ("room", "former_venue", "former_room"):
        op.create_index(f"ix_occurrences_territory_{column}", "occurrences", ["territory", column])
    op.create_index(op.f("ix_occurrences_territory_date"), "occurrences", ["territory", "date"])
    op.create_index(op.f("ix_occurrences_territory_venue_date"), "occurrences", ["territory", "venue", "date"])
    op.create_table(
        "standing_rooms",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["territory", "venue"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_standing_rooms_territory_venue"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_standing_rooms_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_standing_rooms")),
    )
    op.create_table(
        "changes",
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("before_date", sa.Date(), nullable=True),
        sa.Column("before_parts", sa.Text(), nullable=True),
        sa.Column("before_venue", sa.String(), nullable=True),
        sa.Column("before_room", sa.String(), nullable=True),
        sa.Column("before_advisor", sa.String(), nullable=True),
        sa.Column("after_date", sa.Date(), nullable=True),
        sa.Column("after_parts", sa.Text(), nullable=True),
        sa.Column("after_venue", sa.String(), nullable=True),
        sa.Column("after_room", sa.String(), nullable=True),
        sa.Column("after_advisor", sa.String(), nullable=True),
        sa.CheckConstraint(
            '("after_date" IS NULL) = ("after_parts" IS NULL) AND ("after_date" IS NULL) = ("after_venue" IS NULL) AND ("after_date" IS NULL) = ("after_room" IS NULL) AND ("after_date" IS NULL) = ("after_advisor" IS NULL)',
            name=op.f("ck_changes_after_date_together"),
        ),
        sa.CheckConstraint(
            '("before_date" IS NULL) = ("before_parts" IS NULL) AND ("before_date" IS NULL) = ("before_venue" IS NULL) AND ("before_date" IS NULL) = ("before_room" IS NULL) AND ("before_date" IS NULL) = ("before_advisor" IS NULL)',
            name=op.f("ck_changes_before_date_together"),
        ),
        sa.CheckConstraint("before_date IS NOT NULL OR after_date IS NOT NULL", name=op.f("ck_changes_something")),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name=op.f("fk_changes_occurrence")),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name=op.f("fk_changes_publication")),
        sa.PrimaryKeyConstraint("publication", "occurrence", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_occurrence"), "changes", ["occurrence"])
    op.create_index("ix_changes_before_advisor_before_date", "changes", ["before_advisor", "before_date"])
    op.create_table(
        "planned_half_days",
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("demand", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=True),
        sa.CheckConstraint("(demand = '') = (occurrence IS NULL)", name=op.f("ck_planned_half_days_intervention")),
        sa.CheckConstraint('"end" BETWEEN 0 AND 1440', name=op.f("ck_planned_half_days_end_bounds")),
        sa.CheckConstraint('"start" BETWEEN 0 AND 1440', name=op.f("ck_planned_half_days_start_bounds")),
        sa.CheckConstraint(
            '("start" IS NULL) = ("end" IS NULL) AND ("start" IS NULL) = ("occurrence" IS NULL)',
            name=op.f("ck_planned_half_days_start_together"),
        ),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name=op.f("fk_planned_half_days_occurrence")),
        sa.ForeignKeyConstraint(["publication"], ["publications.id"], name=op.f("fk_planned_half_days_publication")),
        sa.PrimaryKeyConstraint("publication", "date", "period", "advisor", name=op.f("pk_planned_half_days")),
    )
    op.create_index(op.f("ix_planned_half_days_occurrence"), "planned_half_days", ["occurrence"])
    op.create_table(
        "standing_half_days",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("demand", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("occurrence", sa.Integer(), nullable=True),
        sa.CheckConstraint('"end" BETWEEN 0 AND 1440', name=op.f("ck_standing_half_days_end_bounds")),
        sa.CheckConstraint('"start" BETWEEN 0 AND 1440', name=op.f("ck_standing_half_days_start_bounds")),
        sa.CheckConstraint(
            '("start" IS NULL) = ("end" IS NULL) AND ("start" IS NULL) = ("occurrence" IS NULL)',
            name=op.f("ck_standing_half_days_start_together"),
        ),
        sa.ForeignKeyConstraint(["occurrence"], ["occurrences.id"], name=op.f("fk_standing_half_days_occurrence")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"],
            ["standing_advisors.territory", "standing_advisors.id"],
            name=op.f("fk_standing_half_days_territory_advisor"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "structure"],
            ["standing_structures.territory", "standing_structures.id"],
            name=op.f("fk_standing_half_days_territory_structure"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "venue"],
            ["standing_venues.territory", "standing_venues.id"],
            name=op.f("fk_standing_half_days_territory_venue"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["standings.territory"], name=op.f("fk_standing_half_days_territory")),
        sa.PrimaryKeyConstraint("territory", "date", "period", "advisor", name=op.f("pk_standing_half_days")),
    )
    op.create_index(op.f("ix_standing_half_days_occurrence"), "standing_half_days", ["occurrence"])


def downgrade() -> None:
    op.drop_table("standing_half_days")
    op.drop_table("planned_half_days")
    op.drop_table("changes")
    op.drop_table("standing_rooms")
    op.drop_table("occurrences")
    op.drop_table("duties")
    op.drop_table("standing_venues")
    op.drop_table("standing_structures")
    op.drop_table("standing_advisors")
    op.drop_table("standings")
    op.drop_table("publications")
    op.drop_table("snapshots")
