"""Let people in: accounts, their rights and visits, what was tried at the door; the journal says before and after."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

REFUSAL = "permanences: this is never changed nor deleted"
DEEDS = ("loaded", "published", "republished", "token_renewed")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=True),
        sa.Column("links", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_accounts_email_lower")),
        sa.CheckConstraint('"links" >= 0', name=op.f("ck_accounts_links_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"role\" IN ('administrator', 'coordinator', 'referent', 'deputy', 'venue', 'advisor')",
            name=op.f("ck_grants_role_word"),
        ),
        sa.CheckConstraint("(role = 'administrator') = (territory IS NULL)", name=op.f("ck_grants_everywhere")),
        sa.CheckConstraint(
            "(role IN ('administrator', 'coordinator')) = (subject = '')", name=op.f("ck_grants_about_somebody")
        ),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_grants_account")),
        sa.ForeignKeyConstraint(["territory"], ["territories.id"], name=op.f("fk_grants_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint(
            "account", "role", "territory", "subject", name=op.f("uq_grants_account_role_territory_subject")
        ),
    )
    op.create_index(op.f("ix_grants_account"), "grants", ["account"])
    op.create_index(op.f("ix_grants_territory"), "grants", ["territory"])
    op.create_index(
        op.f("uq_grants_administrator"),
        "grants",
        ["account"],
        unique=True,
        sqlite_where=sa.text("territory IS NULL"),
        postgresql_where=sa.text("territory IS NULL"),
    )
    op.create_table(
        "visits",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name=op.f("fk_visits_account")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_visits")),
    )
    op.create_index(op.f("ix_visits_account"), "visits", ["account"])
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    op.create_index(op.f("ix_login_attempts_key_at"), "login_attempts", ["key", "at"])
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    with op.batch_alter_table("journal") as journal:
        journal.drop_constraint(op.f("ck_journal_deed_word"), type_="check")
        journal.alter_column("territory", existing_type=sa.String(), nullable=True)
        journal.add_column(sa.Column("account", sa.Integer(), nullable=True))
        journal.add_column(sa.Column("before", sa.String(), nullable=True))
        journal.add_column(sa.Column("after", sa.String(), nullable=True))
        journal.create_foreign_key(op.f("fk_journal_account"), "accounts", ["account"], ["id"])
    _guard_journal()


def downgrade() -> None:
    with op.batch_alter_table("journal") as journal:
        journal.drop_constraint(op.f("fk_journal_account"), type_="foreignkey")
        journal.drop_column("after")
        journal.drop_column("before")
        journal.drop_column("account")
        journal.alter_column("territory", existing_type=sa.String(), nullable=False)
        listed = ", ".join(f"'{deed}'" for deed in DEEDS)
        journal.create_check_constraint(op.f("ck_journal_deed_word"), f'"deed" IN ({listed})')
    _guard_journal()
    for table in ("installation", "login_attempts", "visits", "grants", "accounts"):
        op.drop_table(table)


def _guard_journal() -> None:
    """SQLite alters a table by making another one: the triggers of the former one have gone with it."""
    if op.get_bind().dialect.name == "postgresql":
        return
    for deed in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER refuse_{deed}_of_journal BEFORE {deed.upper()} ON journal "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
