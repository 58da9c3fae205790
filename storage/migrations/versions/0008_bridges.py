"""A small group has what it looks for and what it can share, as people have; and circles that
people point to."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    groups = sa.ForeignKey("groups.id", name="fk_talents_group_id_groups", ondelete="CASCADE")
    with op.batch_alter_table("talents", table_kwargs={"sqlite_autoincrement": True}) as talents:
        talents.add_column(sa.Column("group_id", sa.BigInteger(), groups))
    op.create_index("ix_talents_group_id", "talents", ["group_id"])
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "hints",
        sa.Column("id", number, autoincrement=True, nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("promised_on", sa.String(length=10), nullable=False),
        sa.Column("writer_id", sa.BigInteger()),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name="fk_hints_community_id_communities",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_hints_person_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["writer_id"], ["people.id"], name="fk_hints_writer_id_people", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hints"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hints_community_id_state", "hints", ["community_id", "state"])
    op.create_index("ix_hints_person_id", "hints", ["person_id"])
