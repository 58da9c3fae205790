"""More of a talent: when somebody can, about where, and who may see it.

And of a person: how often they may be asked; and for whom without Telegram something was told.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    two = sa.Column("asks_a_month", sa.Integer(), server_default="2", nullable=False)
    op.add_column("people", two)
    op.add_column("talents", sa.Column("times", json, server_default="[]", nullable=False))
    op.add_column("talents", sa.Column("area", sa.Text(), server_default="", nullable=False))
    nobody: sa.Column[bool] = sa.Column(
        "listed", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("talents", nobody)
    op.create_table(
        "behalf",
        sa.Column("talent_id", sa.BigInteger(), nullable=False),
        sa.Column("proxy_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("yes_at", sa.BigInteger(), nullable=False),
        sa.Column("yes_version", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["proxy_id"],
            ["people.id"],
            name=op.f("fk_behalf_proxy_id_people"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["talent_id"],
            ["talents.id"],
            name=op.f("fk_behalf_talent_id_talents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("talent_id", name=op.f("pk_behalf")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_behalf_token_hash")),
    )
    op.create_index("ix_behalf_proxy_id", "behalf", ["proxy_id"], unique=False)
