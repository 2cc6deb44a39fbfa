"""Lay the tables of territories, one for each table of their files."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "territories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("subdivision", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("travel_lunch_minutes", sa.Integer(), nullable=False),
        sa.Column("travel_detour", sa.Double(), nullable=False),
        sa.Column("travel_speed_kmh", sa.Double(), nullable=False),
        sa.Column("travel_router", sa.String(), nullable=True),
        sa.Column("travel_url", sa.String(), nullable=False),
        sa.Column("weights_unmet", sa.Integer(), nullable=False),
        sa.Column("weights_split", sa.Integer(), nullable=False),
        sa.Column("weights_change", sa.Integer(), nullable=False),
        sa.Column("weights_irregular", sa.Integer(), nullable=False),
        sa.Column("weights_travel", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            '"travel_lunch_minutes" BETWEEN 0 AND 1440', name=op.f("ck_territories_travel_lunch_minutes_bounds")
        ),
        sa.CheckConstraint('"weights_change" >= 0', name=op.f("ck_territories_weights_change_least")),
        sa.CheckConstraint('"weights_irregular" >= 0', name=op.f("ck_territories_weights_irregular_least")),
        sa.CheckConstraint('"weights_split" >= 0', name=op.f("ck_territories_weights_split_least")),
        sa.CheckConstraint('"weights_travel" >= 0', name=op.f("ck_territories_weights_travel_least")),
        sa.CheckConstraint('"weights_unmet" >= 0', name=op.f("ck_territories_weights_unmet_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territories")),
    )
    op.create_table(
        "advisor_tokens",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_advisor_tokens_territory")),
        sa.PrimaryKeyConstraint("territory", "advisor", name=op.f("pk_advisor_tokens")),
        sa.UniqueConstraint("sha256", name=op.f("uq_advisor_tokens_sha256")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"deed\" IN ('loaded', 'published', 'republished', 'token_renewed')", name=op.f("ck_journal_deed_word")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_journal_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    op.create_index(op.f("ix_journal_territory"), "journal", ["territory"])
    op.create_table(
        "periods",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint('"end" BETWEEN 0 AND 1440', name=op.f("ck_periods_end_bounds")),
        sa.CheckConstraint('"rank" >= 0', name=op.f("ck_periods_rank_least")),
        sa.CheckConstraint('"start" BETWEEN 0 AND 1440', name=op.f("ck_periods_start_bounds")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_periods_territory")),
        sa.PrimaryKeyConstraint("territory", "rank", name=op.f("pk_periods")),
    )
    op.create_table(
        "share_rules",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("min", sa.String(), nullable=False),
        sa.Column("max", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('zone_share', 'billed_share')", name=op.f("ck_share_rules_kind_word")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_share_rules_territory")),
        sa.PrimaryKeyConstraint("territory", "position", name=op.f("pk_share_rules")),
    )
    op.create_table(
        "structures",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("mention", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_structures_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_structures")),
    )
    op.create_table(
        "venues",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
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
        sa.CheckConstraint('"lat" BETWEEN -90 AND 90', name=op.f("ck_venues_lat_bounds")),
        sa.CheckConstraint('"lon" BETWEEN -180 AND 180', name=op.f("ck_venues_lon_bounds")),
        sa.ForeignKeyConstraint(
            ["territory", "structure"],
            ["structures.territory", "structures.id"],
            name=op.f("fk_venues_territory_structure"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_venues_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_venues")),
    )
    op.create_table(
        "advisors",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("workdays", sa.Text(), nullable=False),
        sa.Column("periods", sa.Text(), nullable=False),
        sa.Column("half_days_per_week", sa.Integer(), nullable=False),
        sa.Column("half_days_per_day", sa.Integer(), nullable=False),
        sa.Column("max_daily_travel", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.CheckConstraint('"half_days_per_day" >= 1', name=op.f("ck_advisors_half_days_per_day_least")),
        sa.CheckConstraint('"half_days_per_week" >= 1', name=op.f("ck_advisors_half_days_per_week_least")),
        sa.CheckConstraint('"max_daily_travel" BETWEEN 0 AND 1440', name=op.f("ck_advisors_max_daily_travel_bounds")),
        sa.CheckConstraint('"start" <= "end"', name=op.f("ck_advisors_start_to_end")),
        sa.ForeignKeyConstraint(
            ["territory", "base"], ["venues.territory", "venues.id"], name=op.f("fk_advisors_territory_base")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_advisors_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_advisors")),
    )
    op.create_table(
        "rooms",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("internet", sa.Boolean(), nullable=False),
        sa.Column("equipment", sa.Text(), nullable=False),
        sa.CheckConstraint('"capacity" >= 0', name=op.f("ck_rooms_capacity_least")),
        sa.ForeignKeyConstraint(
            ["territory", "venue"], ["venues.territory", "venues.id"], name=op.f("fk_rooms_territory_venue")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_rooms_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_rooms")),
    )
    op.create_table(
        "travel_times",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("destination", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("km", sa.String(), nullable=True),
        sa.CheckConstraint('"minutes" >= 0', name=op.f("ck_travel_times_minutes_least")),
        sa.ForeignKeyConstraint(
            ["territory", "destination"],
            ["venues.territory", "venues.id"],
            name=op.f("fk_travel_times_territory_destination"),
        ),
        sa.ForeignKeyConstraint(
            ["territory", "origin"], ["venues.territory", "venues.id"], name=op.f("fk_travel_times_territory_origin")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_travel_times_territory")),
        sa.PrimaryKeyConstraint("territory", "position", name=op.f("pk_travel_times")),
    )
    op.create_table(
        "absences",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("from", sa.Date(), nullable=False),
        sa.Column("to", sa.Date(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.CheckConstraint('"from" <= "to"', name=op.f("ck_absences_from_to_to")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"], ["advisors.territory", "advisors.id"], name=op.f("fk_absences_territory_advisor")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_absences_territory")),
        sa.PrimaryKeyConstraint("territory", "position", name=op.f("pk_absences")),
    )
    op.create_table(
        "closures",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("from", sa.Date(), nullable=False),
        sa.Column("to", sa.Date(), nullable=False),
        sa.Column("room", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint('"from" <= "to"', name=op.f("ck_closures_from_to_to")),
        sa.ForeignKeyConstraint(
            ["territory", "room"], ["rooms.territory", "rooms.id"], name=op.f("fk_closures_territory_room")
        ),
        sa.ForeignKeyConstraint(
            ["territory", "venue"], ["venues.territory", "venues.id"], name=op.f("fk_closures_territory_venue")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_closures_territory")),
        sa.PrimaryKeyConstraint("territory", "position", name=op.f("pk_closures")),
    )
    op.create_table(
        "demands",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("length", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("every_weeks", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=True),
        sa.Column("periods", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=True),
        sa.Column("regular", sa.Boolean(), nullable=False),
        sa.Column("min_gap_days", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("billed", sa.Boolean(), nullable=False),
        sa.Column("from", sa.Date(), nullable=True),
        sa.Column("to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("booking", sa.String(), nullable=False),
        sa.Column("min_participants", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"booking\" IN ('walk-in', 'appointment', 'sign-up')", name=op.f("ck_demands_booking_word")
        ),
        sa.CheckConstraint('"count" >= 1', name=op.f("ck_demands_count_least")),
        sa.CheckConstraint('"end" BETWEEN 0 AND 1440', name=op.f("ck_demands_end_bounds")),
        sa.CheckConstraint('"every_weeks" >= 1', name=op.f("ck_demands_every_weeks_least")),
        sa.CheckConstraint('"from" <= "to"', name=op.f("ck_demands_from_to_to")),
        sa.CheckConstraint("\"length\" IN ('half', 'full')", name=op.f("ck_demands_length_word")),
        sa.CheckConstraint('"min_gap_days" >= 0', name=op.f("ck_demands_min_gap_days_least")),
        sa.CheckConstraint('"min_participants" >= 0', name=op.f("ck_demands_min_participants_least")),
        sa.CheckConstraint('"priority" >= 0', name=op.f("ck_demands_priority_least")),
        sa.CheckConstraint('"seats" >= 0', name=op.f("ck_demands_seats_least")),
        sa.CheckConstraint('"setup_minutes" BETWEEN 0 AND 1440', name=op.f("ck_demands_setup_minutes_bounds")),
        sa.CheckConstraint('"start" BETWEEN 0 AND 1440', name=op.f("ck_demands_start_bounds")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"], ["advisors.territory", "advisors.id"], name=op.f("fk_demands_territory_advisor")
        ),
        sa.ForeignKeyConstraint(
            ["territory", "venue"], ["venues.territory", "venues.id"], name=op.f("fk_demands_territory_venue")
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_demands_territory")),
        sa.PrimaryKeyConstraint("territory", "id", name=op.f("pk_demands")),
    )
    op.create_table(
        "patterns",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint('"cycle" >= 1', name=op.f("ck_patterns_cycle_least")),
        sa.CheckConstraint('"phase" >= 0', name=op.f("ck_patterns_phase_least")),
        sa.CheckConstraint('"weekday" BETWEEN 0 AND 6', name=op.f("ck_patterns_weekday_bounds")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"], ["advisors.territory", "advisors.id"], name=op.f("fk_patterns_territory_advisor")
        ),
        sa.ForeignKeyConstraint(
            ["territory", "structure"],
            ["structures.territory", "structures.id"],
            name=op.f("fk_patterns_territory_structure"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_patterns_territory")),
        sa.PrimaryKeyConstraint("territory", "position", name=op.f("pk_patterns")),
    )
    op.create_table(
        "postings",
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("advisor", sa.String(), nullable=False),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("share_min", sa.String(), nullable=False),
        sa.Column("share_max", sa.String(), nullable=False),
        sa.Column("window_weeks", sa.Integer(), nullable=False),
        sa.CheckConstraint('"window_weeks" >= 1', name=op.f("ck_postings_window_weeks_least")),
        sa.ForeignKeyConstraint(
            ["territory", "advisor"], ["advisors.territory", "advisors.id"], name=op.f("fk_postings_territory_advisor")
        ),
        sa.ForeignKeyConstraint(
            ["territory", "base"], ["venues.territory", "venues.id"], name=op.f("fk_postings_territory_base")
        ),
        sa.ForeignKeyConstraint(
            ["territory", "structure"],
            ["structures.territory", "structures.id"],
            name=op.f("fk_postings_territory_structure"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_postings_territory")),
        sa.PrimaryKeyConstraint("territory", "position", name=op.f("pk_postings")),
    )


def downgrade() -> None:
    op.drop_table("postings")
    op.drop_table("patterns")
    op.drop_table("demands")
    op.drop_table("closures")
    op.drop_table("absences")
    op.drop_table("travel_times")
    op.drop_table("rooms")
    op.drop_table("advisors")
    op.drop_table("venues")
    op.drop_table("structures")
    op.drop_table("share_rules")
    op.drop_table("periods")
    op.drop_table("journal")
    op.drop_table("advisor_tokens")
    op.drop_table("territories")
