"""Buurtverbinders are a team: what stands on a card can be passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    people = sa.ForeignKey(
        "people.id", name="fk_introductions_passed_by_people", ondelete="SET NULL"
    )
    cards = sa.ForeignKey(
        "cards.id", name="fk_introductions_passed_card_id_cards", ondelete="SET NULL"
    )
    with op.batch_alter_table(
        "introductions", table_kwargs={"sqlite_autoincrement": True}
    ) as introductions:
        introductions.add_column(sa.Column("passed_by", sa.BigInteger(), people))
        introductions.add_column(sa.Column("passed_card_id", sa.BigInteger(), cards))
    op.create_index("ix_introductions_passed_card_id", "introductions", ["passed_card_id"])
