"""What the matcher reads of a talent is kept next to it. What was said before is read later, in the
background: that takes a millisecond a text, and nobody waits for it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        "readings",
        sa.Column("talent_id", sa.BigInteger(), nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.String(length=24), nullable=False),
        sa.Column("edition", sa.String(length=16), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("said", json, nullable=False),
        sa.Column("avoids", json),
        sa.Column("sought_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["talent_id"],
            ["talents.id"],
            name="fk_readings_talent_id_talents",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["community_id"],
            ["communities.id"],
            name="fk_readings_community_id_communities",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("talent_id", name="pk_readings"),
    )
    op.create_index(
        "ix_readings_community_id_direction", "readings", ["community_id", "direction", "length"]
    )
    op.create_table(
        "reading_concepts",
        sa.Column("talent_id", sa.BigInteger(), nullable=False),
        sa.Column("concept", sa.String(length=64), nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("direction", sa.String(length=24), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talent_id"],
            ["readings.talent_id"],
            name="fk_reading_concepts_talent_id_readings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("talent_id", "concept", name="pk_reading_concepts"),
    )
    op.create_index(
        "ix_reading_concepts_community_id_concept",
        "reading_concepts",
        ["community_id", "concept", "weight", "direction", "talent_id"],
    )
    op.create_index(
        "ix_reading_concepts_community_id_confirmed",
        "reading_concepts",
        ["community_id", "confirmed", "direction", "concept", "talent_id"],
    )
    op.create_table(
        "reading_terms",
        sa.Column("talent_id", sa.BigInteger(), nullable=False),
        sa.Column("term", sa.String(length=60), nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["talent_id"],
            ["readings.talent_id"],
            name="fk_reading_terms_talent_id_readings",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("talent_id", "term", name="pk_reading_terms"),
    )
    op.create_index(
        "ix_reading_terms_community_id_term", "reading_terms", ["community_id", "term", "talent_id"]
    )
