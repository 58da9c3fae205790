"""Buurtverbinders are a team: they pass on what stands on a card, and are not always there."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _id() -> sa.types.TypeEngine[int]:
    """SQLite only numbers rows by itself when the column is called INTEGER."""
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    people = sa.ForeignKey(
        "people.id", name="fk_introductions_passed_by_people", ondelete="SET NULL"
    )
    cards = sa.ForeignKey(
        "cards.id", name="fk_introductions_passed_card_id_cards", ondelete="SET NULL"
    )
    with op.batch_alter_table(
        "introductions", table_kwargs={"sqlite_autoincrement": True}
    ) as introductions:
        introductions.add_column(sa.Column("passed_by", sa.BigInteger(), people))
        introductions.add_column(sa.Column("passed_card_id", sa.BigInteger(), cards))
        introductions.add_column(sa.Column("handed_at", sa.BigInteger()))
        introductions.add_column(sa.Column("result_at", sa.BigInteger()))
        introductions.add_column(sa.Column("warm_words", sa.Text()))
    op.create_index("ix_introductions_connector_id", "introductions", ["connector_id"])
    op.execute(  # what stands on a card came there at the latest when it was decided
        "UPDATE introductions SET handed_at = COALESCE(proposed_at, suggested_at)"
        " WHERE connector_id IS NOT NULL"
    )
    op.create_index("ix_introductions_passed_card_id", "introductions", ["passed_card_id"])
    op.create_table(
        "colleagues",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("days", sa.String(length=64), nullable=False),
        sa.Column("daily", sa.Boolean(), nullable=False),
        sa.Column("away_until", sa.String(length=10)),
        sa.Column("most_a_week", sa.Integer(), server_default="6", nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name="fk_colleagues_community_id_communities",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_colleagues_person_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "community_id", name="pk_colleagues"),
    )
    op.create_index("ix_colleagues_community_id", "colleagues", ["community_id"])
    op.execute(  # who wanted a card every day still does
        "INSERT INTO colleagues (person_id, community_id, days, daily)"
        " SELECT person_id, community_id, 'daily', TRUE FROM schedules"
        " WHERE kind = 'connector-card' AND rule = 'daily' AND person_id IS NOT NULL"
    )
    op.create_table(
        "welcomes",
        sa.Column("id", _id(), autoincrement=True, nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("promised_on", sa.String(length=10)),
        sa.Column("greeter_id", sa.BigInteger()),
        sa.Column("offered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name="fk_welcomes_community_id_communities",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_welcomes_person_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["greeter_id"], ["people.id"], name="fk_welcomes_greeter_id_people", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_welcomes"),
        sa.UniqueConstraint("person_id", "community_id", name="uq_welcomes_person_id_community_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_welcomes_community_id_state", "welcomes", ["community_id", "state"])
