"""Where it may be about a child, the one who asks says for whom it is.

Of every buurtverbinder is kept whether they live or work here: known of who was nominated, asked of
who was invited.

A neighbour without Telegram may have a link to a page.

A search does not wait for ever for the word about a contact, also for contacts of before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

DAY = 86_400_000
# At the latest: 72 hours for the answer and a morning, two weeks until both begin, ten days until
# the question, and three weeks of silence.
LATEST = (4 + 14 + 10 + 21) * DAY


def upgrade() -> None:
    op.add_column("introductions", sa.Column("for_whom", sa.String(24)))
    op.add_column("behalf", sa.Column("link_hash", sa.String(64)))
    op.create_index("ix_behalf_link_hash", "behalf", ["link_hash"], unique=True)
    op.add_column("roles", sa.Column("party", sa.String(24)))
    op.add_column("invitations", sa.Column("party", sa.String(24)))
    op.execute(
        """
        UPDATE roles SET party = (
            SELECT MAX(nominations.party) FROM nominations
            WHERE nominations.person_id = roles.person_id
            AND nominations.community_id = roles.community_id AND nominations.state = 'given'
        )
        WHERE role = 'connector'
        """
    )
    op.execute(
        """
        INSERT INTO timers (kind, subject_id, due_at)
        SELECT DISTINCT 'connector-party', person_id, 0 FROM roles
        WHERE role = 'connector' AND party IS NULL
        """
    )
    op.execute(
        sa.text(
            """
            INSERT INTO timers (kind, subject_id, due_at)
            SELECT 'introduction-untold', id, asker_asked_at + :latest FROM introductions
            WHERE state = 'in_contact' AND asker_asked_at IS NOT NULL
            AND (result IS NULL OR result = 'not-yet')
            AND id NOT IN (SELECT subject_id FROM timers WHERE kind = 'introduction-result')
            """
        ).bindparams(sa.bindparam("latest", LATEST, sa.BigInteger()))
    )
