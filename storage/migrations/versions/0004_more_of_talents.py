"""More of a talent: when somebody can and about where; and how often somebody may be asked."""

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
