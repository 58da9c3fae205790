"""Neighbours nominate who knows many people, and say that they know them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "nominations",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("nominated_by", sa.BigInteger()),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("party", sa.String(length=24)),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name=op.f("fk_nominations_community_id_communities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["nominated_by"],
            ["people.id"],
            name=op.f("fk_nominations_nominated_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_nominations_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_nominations_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nominations_person_id", "nominations", ["person_id"], unique=False)
    op.create_table(
        "nomination_confirmations",
        sa.Column("nomination_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"],
            ["nominations.id"],
            name=op.f("fk_nomination_confirmations_nomination_id_nominations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_nomination_confirmations_person_id_people"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "nomination_id", "person_id", name=op.f("pk_nomination_confirmations")
        ),
    )
