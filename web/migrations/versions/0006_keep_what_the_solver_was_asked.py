"""Keep what the solver was asked, how far it is, what it answered, and the workers that answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "workers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("archive", sa.LargeBinary(), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", sa.String(), nullable=False),
        sa.Column("phase", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("planned", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("error", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("input_digest", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(status = 'queued') <= (worker IS NULL)", name=op.f("ck_runs_queued_by_nobody")),
        sa.CheckConstraint(
            "(status IN ('done', 'failed', 'lost')) = (ended_at IS NOT NULL)", name=op.f("ck_runs_ended")
        ),
        sa.CheckConstraint(
            "(status IN ('running', 'stopping')) <= (worker IS NOT NULL)", name=op.f("ck_runs_at_work_by_somebody")
        ),
        sa.CheckConstraint("\"kind\" IN ('solve', 'repair', 'explain', 'suggest')", name=op.f("ck_runs_kind_word")),
        sa.CheckConstraint(
            "\"status\" IN ('queued', 'running', 'stopping', 'done', 'failed', 'lost')",
            name=op.f("ck_runs_status_word"),
        ),
        sa.CheckConstraint('"weeks" >= 1', name=op.f("ck_runs_weeks_least")),
        sa.CheckConstraint(
            '("worker" IS NULL) = ("started_at" IS NULL) AND ("worker" IS NULL) = ("heartbeat_at" IS NULL)',
            name=op.f("ck_runs_worker_together"),
        ),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_runs_territory")),
        sa.ForeignKeyConstraint(["worker"], ["workers.id"], name=op.f("fk_runs_worker")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_status"), "runs", ["status"], unique=False)
    op.create_index(op.f("ix_runs_territory_asked_at"), "runs", ["territory", "asked_at"], unique=False)
    op.create_table(
        "run_points",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.CheckConstraint('"number" >= 1', name=op.f("ck_run_points_number_least")),
        sa.CheckConstraint('"seconds" >= 0', name=op.f("ck_run_points_seconds_least")),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name=op.f("fk_run_points_run"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run", "number", name=op.f("pk_run_points")),
    )


def downgrade() -> None:
    op.drop_table("run_points")
    op.drop_table("runs")
    op.drop_table("workers")
