"""What a suggestion scored on, so that the choice about it teaches; and what was learned.

Three or more who want the same thing together are asked about it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    # What was suggested before teaches nothing: it is not known what it scored on.
    op.add_column("introductions", sa.Column("features", json, server_default="{}", nullable=False))
    op.create_table(
        "learned_weights",
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("weights", json, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name="fk_learned_weights_community_id_communities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("community_id", name="pk_learned_weights"),
    )
    op.create_table(
        "togethers",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("concept", sa.String(length=64), nullable=False),
        sa.Column("connector_id", sa.BigInteger()),
        sa.Column("group_id", sa.BigInteger()),
        sa.Column("planned_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.Column("closed_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name="fk_togethers_community_id_communities",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["connector_id"],
            ["people.id"],
            name="fk_togethers_connector_id_people",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_togethers_group_id_groups", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_togethers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_togethers_community_id", "togethers", ["community_id"])
    op.create_table(
        "together_people",
        sa.Column("together_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger()),
        sa.Column("said", sa.String(length=24)),
        sa.Column("joined", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["together_id"],
            ["togethers.id"],
            name="fk_together_people_together_id_togethers",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_together_people_person_id_people",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("together_id", "person_id", name="pk_together_people"),
    )
    op.create_index(
        "ix_together_people_person_id_asked_at", "together_people", ["person_id", "asked_at"]
    )
