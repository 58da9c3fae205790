"""What somebody said is asked again now and then, and a contact what it brought."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talents", sa.Column("confirmed_at", sa.BigInteger()))
    op.add_column(
        "talents", sa.Column("unanswered", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("introductions", sa.Column("result", sa.String(length=24)))
