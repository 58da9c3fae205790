"""What a suggestion scored on, so that the choice about it teaches; and what was learned."""

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
