"""What a refused introduction was about is kept with the refusal, for what the other told may be
withdrawn. Of what was refused before, it is what the other has confirmed until now."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column(
        "introductions", sa.Column("about", Json, nullable=False, server_default=sa.text("'[]'"))
    )
    numbers = [sa.column(each, sa.BigInteger()) for each in ("id", "offer_id", "need_id")]
    said = [sa.column(each, sa.String()) for each in ("giver_said", "asker_said")]
    introductions = sa.table("introductions", *numbers, *said, sa.column("about", Json))
    talents = sa.table("talents", sa.column("id", sa.BigInteger()), sa.column("tags", Json))
    connection = op.get_bind()
    for refused, of_the_other in (("giver_said", "need_id"), ("asker_said", "offer_id")):
        told = talents.c.id == introductions.c[of_the_other]
        rows = connection.execute(
            sa.select(introductions.c.id, talents.c.tags)
            .join(talents, told)
            .where(introductions.c[refused] == "rather-not")
        ).all()
        for number, tags in rows:
            mine = introductions.c.id == number
            connection.execute(sa.update(introductions).where(mine).values(about=tags))
