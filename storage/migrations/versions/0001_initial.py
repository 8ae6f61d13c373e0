"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001_initial"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "counters",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )
    op.create_table(
        "inbound",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("screen", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("notices", sa.Text(), nullable=False),
        sa.Column("form_id", sa.String(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("form_id", name=op.f("uq_inbound_form_id")),
    )
    with op.batch_alter_table("inbound", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbound_account_key"), ["account_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbound_at"), ["at"], unique=False)

    op.create_table(
        "inbox",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_key", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_inbox")),
        sa.UniqueConstraint("id", name=op.f("uq_inbox_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_account_key"), ["account_key"], unique=False)

    op.create_table(
        "keys",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_keys")),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("parent_id", sa.String(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("headcount", sa.Integer(), nullable=True),
        sa.Column("level", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organizations.id"], name=op.f("fk_organizations_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_organizations_parent_id_name")),
        sa.UniqueConstraint("path", name=op.f("uq_organizations_path")),
    )
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.create_index(
            "uq_organizations_root_name",
            ["name"],
            unique=True,
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )

    op.create_table(
        "reviews",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column("picked", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reviews")),
    )
    op.create_table(
        "sessions",
        sa.Column("account_key", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_key", name=op.f("pk_sessions")),
    )
    op.create_table(
        "volunteers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("gender", sa.String(length=20), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("id_number", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("district", sa.String(length=60), nullable=True),
        sa.Column("skills", sa.String(), nullable=False),
        sa.Column("categories", sa.String(), nullable=False),
        sa.Column("consent_version", sa.String(), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("messages_stopped", sa.Boolean(), nullable=False),
        sa.Column("messages_rarely", sa.Boolean(), nullable=False),
        sa.Column("declined_topics", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(length=32), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.Column("phone_digest", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["volunteers.id"], name=op.f("fk_volunteers_merged_into")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteers")),
        sa.UniqueConstraint("number", name=op.f("uq_volunteers_number")),
    )
    with op.batch_alter_table("volunteers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_volunteers_merged_into"), ["merged_into"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_volunteers_name"), ["name"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_volunteers_phone_digest"), ["phone_digest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_volunteers_state_id"), ["state", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_volunteers_state_registered_at"),
            ["state", "registered_at"],
            unique=False,
        )

    op.create_table(
        "wechat_subscriptions",
        sa.Column("account_key", sa.String(), nullable=False),
        sa.Column("template_id", sa.String(length=128), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_key", "template_id", name=op.f("pk_wechat_subscriptions")),
    )
    op.create_table(
        "access_log",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["volunteers.id"], name=op.f("fk_access_log_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["volunteers.id"], name=op.f("fk_access_log_subject_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_log_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_access_log_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("platform", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=True),
        sa.Column("language", sa.String(length=32), nullable=True),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("window_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("window_left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_accounts_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("platform", "user_id", name=op.f("uq_accounts_platform_user_id")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_accounts_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "asks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_asks_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asks")),
        sa.UniqueConstraint(
            "volunteer_id", "kind", "subject", name=op.f("uq_asks_volunteer_id_kind_subject")
        ),
    )
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asks_kind_subject"), ["kind", "subject"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_asks_volunteer_id_at"), ["volunteer_id", "at"], unique=False
        )

    op.create_table(
        "duties",
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_duties_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_duties_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_duties")),
    )
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duties_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "hour_totals",
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_hour_totals_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("volunteer_id", "year", "grade", name=op.f("pk_hour_totals")),
    )
    op.create_table(
        "household_members",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("adult_id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["adult_id"], ["volunteers.id"], name=op.f("fk_household_members_adult_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_household_members_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_members")),
    )
    with op.batch_alter_table("household_members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_household_members_adult_id"), ["adult_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_household_members_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_household_members_child",
            ["volunteer_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'child' AND left_at IS NULL"),
            postgresql_where=sa.text("kind = 'child' AND left_at IS NULL"),
        )
        batch_op.create_index(
            "uq_household_members_live",
            ["adult_id", "volunteer_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "memberships",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_memberships_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_memberships_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_memberships_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_memberships_volunteer_id"), ["volunteer_id"], unique=False
        )
        batch_op.create_index(
            "uq_memberships_live",
            ["volunteer_id", "organization_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "projects",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("leader_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("recipient", sa.String(length=32), nullable=False),
        sa.Column("content", sa.String(length=600), nullable=False),
        sa.Column("goal", sa.String(length=200), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("district", sa.String(length=60), nullable=True),
        sa.Column("risks", sa.String(length=300), nullable=True),
        sa.Column("insurance", sa.String(length=120), nullable=True),
        sa.Column("bring", sa.String(length=200), nullable=True),
        sa.Column("risky", sa.Boolean(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("minors_allowed", sa.Boolean(), nullable=False),
        sa.Column("skill", sa.String(length=60), nullable=True),
        sa.Column("training", sa.String(length=60), nullable=True),
        sa.Column("signup_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signup_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_reason", sa.String(length=200), nullable=True),
        sa.Column("begun", sa.Boolean(), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["leader_id"], ["volunteers.id"], name=op.f("fk_projects_leader_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_projects_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("number", name=op.f("uq_projects_number")),
    )
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_leader_id"), ["leader_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_projects_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_state_category"), ["state", "category"], unique=False
        )

    op.create_table(
        "roles",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("granted_by", sa.String(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_roles_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_roles_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_roles_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_roles_volunteer_id"), ["volunteer_id"], unique=False)
        batch_op.create_index(
            "uq_roles_held",
            ["volunteer_id", "organization_id", "kind"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "pictures",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("draft", sa.String(length=40), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pictures")),
    )
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pictures_draft"), ["draft"], unique=False)

    op.create_table(
        "broadcasts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("text_en", sa.String(length=500), nullable=True),
        sa.Column("picture_id", sa.String(length=64), nullable=True),
        sa.Column("project_id", sa.String(), nullable=True),
        sa.Column("topic", sa.String(length=32), nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("planned_to", sa.String(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("board_account_id", sa.String(), nullable=True),
        sa.Column("board_ref", sa.String(length=40), nullable=True),
        sa.Column("board_state", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["volunteers.id"], name=op.f("fk_broadcasts_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["board_account_id"], ["accounts.id"], name=op.f("fk_broadcasts_board_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_broadcasts_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name=op.f("fk_broadcasts_picture_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_broadcasts_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sa.UniqueConstraint("number", name=op.f("uq_broadcasts_number")),
    )
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_broadcasts_organization_id"), ["organization_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_broadcasts_state_starts_at"), ["state", "starts_at"], unique=False
        )

    op.create_table(
        "closing_reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shifts", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("checked_in", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Integer(), nullable=False),
        sa.Column("no_shows", sa.Integer(), nullable=False),
        sa.Column("open_claims", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["volunteers.id"], name=op.f("fk_closing_reports_closed_by")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_closing_reports_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_reports")),
        sa.UniqueConstraint("project_id", name=op.f("uq_closing_reports_project_id")),
    )
    op.create_table(
        "co_organizers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("granted_by", sa.String(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_co_organizers_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_co_organizers_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_organizers")),
    )
    with op.batch_alter_table("co_organizers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_co_organizers_project_id"), ["project_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_co_organizers_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "code_tries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_code_tries_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_tries")),
    )
    with op.batch_alter_table("code_tries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_code_tries_account_id_at"), ["account_id", "at"], unique=False
        )

    op.create_table(
        "guardian_consents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("minor_id", sa.String(), nullable=False),
        sa.Column("guardian_account_id", sa.String(), nullable=False),
        sa.Column("guardian_id", sa.String(), nullable=True),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("text_version", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["guardian_account_id"],
            ["accounts.id"],
            name=op.f("fk_guardian_consents_guardian_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["guardian_id"], ["volunteers.id"], name=op.f("fk_guardian_consents_guardian_id")
        ),
        sa.ForeignKeyConstraint(
            ["minor_id"], ["volunteers.id"], name=op.f("fk_guardian_consents_minor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_consents")),
    )
    with op.batch_alter_table("guardian_consents", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_guardian_consents_guardian_account_id"),
            ["guardian_account_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_guardian_consents_minor_id"), ["minor_id"], unique=False
        )

    op.create_table(
        "outgoing",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=True),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("about_id", sa.String(), nullable=True),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("service", sa.Boolean(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_to", sa.String(), nullable=True),
        sa.Column("failure", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_outgoing_account_id")
        ),
        sa.ForeignKeyConstraint(["about_id"], ["volunteers.id"], name=op.f("fk_outgoing_about_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_outgoing_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
        sa.UniqueConstraint("key", name=op.f("uq_outgoing_key")),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outgoing_about_id"),
            ["about_id"],
            unique=False,
            sqlite_where=sa.text("about_id IS NOT NULL"),
            postgresql_where=sa.text("about_id IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_outgoing_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outgoing_state_due_at"), ["state", "due_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_outgoing_volunteer_id"), ["volunteer_id"], unique=False
        )

    op.create_table(
        "shifts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=120), nullable=False),
        sa.Column("meeting_point", sa.String(length=120), nullable=True),
        sa.Column("leader_id", sa.String(), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("waitlist_size", sa.Integer(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("waitlist_numbers", sa.Integer(), nullable=False),
        sa.Column("times_changed", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=200), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["leader_id"], ["volunteers.id"], name=op.f("fk_shifts_leader_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_shifts_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shifts_ends_at"), ["ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_shifts_leader_id"), ["leader_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_shifts_project_id_starts_at"), ["project_id", "starts_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_shifts_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "cases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("shift_id", sa.String(), nullable=True),
        sa.Column("danger", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("assigned_to", sa.String(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits_on", sa.String(), nullable=False),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalations", sa.Integer(), nullable=False),
        sa.Column("escalate_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_to"], ["volunteers.id"], name=op.f("fk_cases_assigned_to")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_cases_organization_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_cases_shift_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_cases_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cases_assigned_to"), ["assigned_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_escalate_at"), ["escalate_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cases_organization_id_state_waits_since"),
            ["organization_id", "state", "waits_since"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_cases_volunteer_id"), ["volunteer_id"], unique=False)

    op.create_table(
        "codes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=True),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("shift_id", sa.String(), nullable=True),
        sa.Column("project_id", sa.String(), nullable=True),
        sa.Column("role_kind", sa.String(), nullable=True),
        sa.Column("organization_id", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_codes_account_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_codes_organization_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_codes_project_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_codes_shift_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
    )
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_codes_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_codes_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_codes_purpose_digest"), ["purpose", "digest"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_codes_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "cover_searches",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("shift_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["volunteers.id"], name=op.f("fk_cover_searches_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_cover_searches_shift_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_searches")),
    )
    with op.batch_alter_table("cover_searches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cover_searches_shift_id"), ["shift_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cover_searches_state_next_at"), ["state", "next_at"], unique=False
        )
        batch_op.create_index(
            "uq_cover_searches_asking",
            ["shift_id"],
            unique=True,
            sqlite_where=sa.text("state = 'asking'"),
            postgresql_where=sa.text("state = 'asking'"),
        )

    op.create_table(
        "deliveries",
        sa.Column("broadcast_id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("platform", sa.String(length=32), nullable=True),
        sa.Column("way", sa.String(length=32), nullable=True),
        sa.Column("batch", sa.String(length=20), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("left_out", sa.String(length=32), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.String(length=60), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_deliveries_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_deliveries_broadcast_id")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_deliveries_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "volunteer_id", name=op.f("pk_deliveries")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_deliveries_account_id_sent_at"), ["account_id", "sent_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_deliveries_broadcast_id_platform_way_state_due_at"),
            ["broadcast_id", "platform", "way", "state", "due_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_deliveries_volunteer_id_sent_at"),
            ["volunteer_id", "sent_at"],
            unique=False,
        )

    op.create_table(
        "hour_entries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("project_id", sa.String(), nullable=True),
        sa.Column("shift_id", sa.String(), nullable=True),
        sa.Column("organization_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("replaces_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_hour_entries_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_hour_entries_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["hour_entries.id"], name=op.f("fk_hour_entries_replaces_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_hour_entries_shift_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_hour_entries_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_entries")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_hour_entries_replaces_id")),
    )
    with op.batch_alter_table("hour_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hour_entries_day"), ["day"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hour_entries_project_id"), ["project_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_hour_entries_shift_id"), ["shift_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_hour_entries_volunteer_id_day"), ["volunteer_id", "day"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_hour_entries_volunteer_id_starts_at"),
            ["volunteer_id", "starts_at"],
            unique=False,
        )

    op.create_table(
        "shift_messages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("shift_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["volunteers.id"], name=op.f("fk_shift_messages_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["shift_id"], ["shifts.id"], name=op.f("fk_shift_messages_shift_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_messages")),
    )
    with op.batch_alter_table("shift_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shift_messages_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_shift_messages_shift_id_created_at"),
            ["shift_id", "created_at"],
            unique=False,
        )

    op.create_table(
        "signups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("shift_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("waitlist_number", sa.Integer(), nullable=True),
        sa.Column("acknowledged_version", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offer_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("coming_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["volunteers.id"], name=op.f("fk_signups_made_by")),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_signups_shift_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_signups_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signups")),
    )
    with op.batch_alter_table("signups", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_signups_made_by"),
            ["made_by"],
            unique=False,
            sqlite_where=sa.text("made_by IS NOT NULL"),
            postgresql_where=sa.text("made_by IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_signups_offer_until"), ["offer_until"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_signups_shift_id_state_waitlist_number"),
            ["shift_id", "state", "waitlist_number"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_signups_volunteer_id"), ["volunteer_id"], unique=False)
        batch_op.create_index(
            "uq_signups_live",
            ["volunteer_id", "shift_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )

    op.create_table(
        "attendances",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("shift_id", sa.String(), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("entry_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["hour_entries.id"], name=op.f("fk_attendances_entry_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_attendances_shift_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_attendances_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint(
            "volunteer_id", "shift_id", name=op.f("uq_attendances_volunteer_id_shift_id")
        ),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attendances_open",
            ["shift_id"],
            unique=False,
            sqlite_where=sa.text("checked_out_at IS NULL"),
            postgresql_where=sa.text("checked_out_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_attendances_shift_id"), ["shift_id"], unique=False)

    op.create_table(
        "case_messages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("by_asker", sa.Boolean(), nullable=False),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["volunteers.id"], name=op.f("fk_case_messages_author_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_messages_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_messages")),
    )
    with op.batch_alter_table("case_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_messages_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_case_messages_case_id_at"), ["case_id", "at"], unique=False
        )

    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("volunteer_id", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.String(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("needs_second", sa.Boolean(), nullable=False),
        sa.Column("first_by", sa.String(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("escalations", sa.Integer(), nullable=False),
        sa.Column("escalate_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["hour_entries.id"], name=op.f("fk_claims_entry_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_claims_organization_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_claims_project_id")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteers.id"], name=op.f("fk_claims_volunteer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_claims_entry_id")),
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claims_escalate_on"), ["escalate_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_claims_organization_id_state_deadline"),
            ["organization_id", "state", "deadline"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_claims_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claims_volunteer_id"), ["volunteer_id"], unique=False)

    # ### end Alembic commands ###


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claims_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_claims_project_id"))
        batch_op.drop_index(batch_op.f("ix_claims_organization_id_state_deadline"))
        batch_op.drop_index(batch_op.f("ix_claims_escalate_on"))

    op.drop_table("claims")
    with op.batch_alter_table("case_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_messages_case_id_at"))
        batch_op.drop_index(batch_op.f("ix_case_messages_author_id"))

    op.drop_table("case_messages")
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendances_shift_id"))
        batch_op.drop_index(
            "ix_attendances_open",
            sqlite_where=sa.text("checked_out_at IS NULL"),
            postgresql_where=sa.text("checked_out_at IS NULL"),
        )

    op.drop_table("attendances")
    with op.batch_alter_table("signups", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_signups_live",
            sqlite_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
            postgresql_where=sa.text("state IN ('confirmed', 'waiting', 'offered')"),
        )
        batch_op.drop_index(batch_op.f("ix_signups_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_signups_shift_id_state_waitlist_number"))
        batch_op.drop_index(batch_op.f("ix_signups_offer_until"))
        batch_op.drop_index(
            batch_op.f("ix_signups_made_by"),
            sqlite_where=sa.text("made_by IS NOT NULL"),
            postgresql_where=sa.text("made_by IS NOT NULL"),
        )

    op.drop_table("signups")
    with op.batch_alter_table("shift_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shift_messages_shift_id_created_at"))
        batch_op.drop_index(batch_op.f("ix_shift_messages_actor_id"))

    op.drop_table("shift_messages")
    with op.batch_alter_table("hour_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hour_entries_volunteer_id_starts_at"))
        batch_op.drop_index(batch_op.f("ix_hour_entries_volunteer_id_day"))
        batch_op.drop_index(batch_op.f("ix_hour_entries_shift_id"))
        batch_op.drop_index(batch_op.f("ix_hour_entries_project_id"))
        batch_op.drop_index(batch_op.f("ix_hour_entries_day"))

    op.drop_table("hour_entries")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deliveries_volunteer_id_sent_at"))
        batch_op.drop_index(batch_op.f("ix_deliveries_broadcast_id_platform_way_state_due_at"))
        batch_op.drop_index(batch_op.f("ix_deliveries_account_id_sent_at"))

    op.drop_table("deliveries")
    with op.batch_alter_table("cover_searches", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cover_searches_asking",
            sqlite_where=sa.text("state = 'asking'"),
            postgresql_where=sa.text("state = 'asking'"),
        )
        batch_op.drop_index(batch_op.f("ix_cover_searches_state_next_at"))
        batch_op.drop_index(batch_op.f("ix_cover_searches_shift_id"))

    op.drop_table("cover_searches")
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_codes_shift_id"))
        batch_op.drop_index(batch_op.f("ix_codes_purpose_digest"))
        batch_op.drop_index(batch_op.f("ix_codes_expires_at"))
        batch_op.drop_index(batch_op.f("ix_codes_account_id"))

    op.drop_table("codes")
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_cases_organization_id_state_waits_since"))
        batch_op.drop_index(batch_op.f("ix_cases_escalate_at"))
        batch_op.drop_index(batch_op.f("ix_cases_assigned_to"))

    op.drop_table("cases")
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shifts_starts_at"))
        batch_op.drop_index(batch_op.f("ix_shifts_project_id_starts_at"))
        batch_op.drop_index(batch_op.f("ix_shifts_leader_id"))
        batch_op.drop_index(batch_op.f("ix_shifts_ends_at"))

    op.drop_table("shifts")
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_outgoing_state_due_at"))
        batch_op.drop_index(batch_op.f("ix_outgoing_account_id"))
        batch_op.drop_index(
            batch_op.f("ix_outgoing_about_id"),
            sqlite_where=sa.text("about_id IS NOT NULL"),
            postgresql_where=sa.text("about_id IS NOT NULL"),
        )

    op.drop_table("outgoing")
    with op.batch_alter_table("guardian_consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guardian_consents_minor_id"))
        batch_op.drop_index(batch_op.f("ix_guardian_consents_guardian_account_id"))

    op.drop_table("guardian_consents")
    with op.batch_alter_table("code_tries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_tries_account_id_at"))

    op.drop_table("code_tries")
    with op.batch_alter_table("co_organizers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_co_organizers_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_co_organizers_project_id"))

    op.drop_table("co_organizers")
    op.drop_table("closing_reports")
    with op.batch_alter_table("broadcasts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_broadcasts_state_starts_at"))
        batch_op.drop_index(batch_op.f("ix_broadcasts_organization_id"))

    op.drop_table("broadcasts")
    with op.batch_alter_table("pictures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pictures_draft"))
    op.drop_table("pictures")
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_roles_held",
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_roles_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_roles_organization_id"))

    op.drop_table("roles")
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_state_category"))
        batch_op.drop_index(batch_op.f("ix_projects_organization_id"))
        batch_op.drop_index(batch_op.f("ix_projects_leader_id"))

    op.drop_table("projects")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_memberships_live",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_memberships_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_memberships_organization_id"))

    op.drop_table("memberships")
    with op.batch_alter_table("household_members", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_household_members_live",
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )
        batch_op.drop_index(
            "uq_household_members_child",
            sqlite_where=sa.text("kind = 'child' AND left_at IS NULL"),
            postgresql_where=sa.text("kind = 'child' AND left_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_household_members_volunteer_id"))
        batch_op.drop_index(batch_op.f("ix_household_members_adult_id"))

    op.drop_table("household_members")
    op.drop_table("hour_totals")
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duties_volunteer_id"))

    op.drop_table("duties")
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asks_volunteer_id_at"))
        batch_op.drop_index(batch_op.f("ix_asks_kind_subject"))

    op.drop_table("asks")
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accounts_volunteer_id"))

    op.drop_table("accounts")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_log_subject_id"))
        batch_op.drop_index(batch_op.f("ix_access_log_actor_id"))

    op.drop_table("access_log")
    op.drop_table("wechat_subscriptions")
    with op.batch_alter_table("volunteers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_volunteers_state_registered_at"))
        batch_op.drop_index(batch_op.f("ix_volunteers_state_id"))
        batch_op.drop_index(batch_op.f("ix_volunteers_phone_digest"))
        batch_op.drop_index(batch_op.f("ix_volunteers_name"))
        batch_op.drop_index(batch_op.f("ix_volunteers_merged_into"))

    op.drop_table("volunteers")
    op.drop_table("sessions")
    op.drop_table("reviews")
    with op.batch_alter_table("organizations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_organizations_root_name",
            sqlite_where=sa.text("parent_id IS NULL"),
            postgresql_where=sa.text("parent_id IS NULL"),
        )

    op.drop_table("organizations")
    op.drop_table("keys")
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbox_account_key"))

    op.drop_table("inbox")
    with op.batch_alter_table("inbound", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbound_at"))
        batch_op.drop_index(batch_op.f("ix_inbound_account_key"))

    op.drop_table("inbound")
    op.drop_table("counters")
    # ### end Alembic commands ###
