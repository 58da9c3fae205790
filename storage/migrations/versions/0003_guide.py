"""The guide to people: who may be called about what, and what they were asked."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _id() -> sa.Column[Any]:
    """SQLite only numbers rows by itself when the column is called INTEGER."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, autoincrement=True, nullable=False)


def _to(table: str, target: str, name: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [name], [f"{target}.id"], name=f"fk_{table}_{name}_{target}", ondelete=ondelete
    )


def _entries() -> None:
    name = "guide_entries"
    op.create_table(
        name,
        _id(),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("can", sa.Text(), nullable=False),
        sa.Column("reach", sa.Text(), server_default="", nullable=False),
        sa.Column("warm", sa.Text(), server_default="", nullable=False),
        sa.Column("catch_all", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("stand_in_id", sa.BigInteger(), nullable=True),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("token_until", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("unanswered", sa.Integer(), server_default="0", nullable=False),
        _to(name, "communities", "community_id", "CASCADE"),
        _to(name, "people", "person_id", "CASCADE"),
        _to(name, "people", "stand_in_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_guide_entries"),
        sa.UniqueConstraint("token_hash", name="uq_guide_entries_token_hash"),
        sqlite_autoincrement=True,
    )
    for column in ("community_id", "person_id", "stand_in_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def _questions() -> None:
    name = "guide_questions"
    op.create_table(
        name,
        _id(),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("passed_by", sa.BigInteger(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("hope", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("promised_on", sa.String(length=10), nullable=True),
        _to(name, "communities", "community_id", "CASCADE"),
        _to(name, "people", "asker_id", "CASCADE"),
        _to(name, "people", "person_id", "SET NULL"),
        _to(name, "guide_entries", "entry_id", "SET NULL"),
        _to(name, "people", "passed_by", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_guide_questions"),
        sqlite_autoincrement=True,
    )
    for column in ("asker_id", "person_id", "entry_id"):
        op.create_index(f"ix_{name}_{column}", name, [column])


def upgrade() -> None:
    _entries()
    _questions()
