"""More of a talent: when somebody can, about where, and who may see it.

And of a person: how often they may be asked.
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
