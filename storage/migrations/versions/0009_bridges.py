"""A small group has what it looks for and what it can share, as people have."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    groups = sa.ForeignKey("groups.id", name="fk_talents_group_id_groups", ondelete="CASCADE")
    with op.batch_alter_table("talents", table_kwargs={"sqlite_autoincrement": True}) as talents:
        talents.add_column(sa.Column("group_id", sa.BigInteger(), groups))
    op.create_index("ix_talents_group_id", "talents", ["group_id"])
