"""Every table, on both engines. `storage/migrations/` makes them; a test holds the two equal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from bot.asking import QuestionState
from bot.broadcasts import BroadcastState
from bot.groups import GroupState
from bot.hints import HintState
from bot.ideas import IdeaState
from bot.introductions import ForWhom, IntroductionState, Reply, Result, Way
from bot.matching import EDITION_LENGTH, LONGEST_WORD, Direction
from bot.messages import Courtesy, Repeat
from bot.nominations import NominationState, Party
from bot.people import Role
from bot.sessions import Answer, SessionState
from bot.welcomes import WelcomeState
from storage.types import BigId, Day, Instant, Json, LocalTime, Weight, words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigId, primary_key=True, autoincrement=True)


def _to(target: str, *, name: str, ondelete: str = "CASCADE", **options: Any) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(target, ondelete=ondelete), **options)


# --- taking in ---------------------------------------------------------------------------------

updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("taken_at", Instant, nullable=False, index=True),
)
update_starts = Table(  # how often a process crashed with this update first in line
    "update_starts",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("starts", Integer, nullable=False),
)
failed_updates = Table(
    "failed_updates",
    metadata,
    _id(),
    Column("update_id", BigInteger, nullable=False),
    Column("incident", String(12), nullable=False, unique=True),
    Column("person_telegram_id", BigInteger, index=True),
    Column("payload", Json, nullable=False),
    Column("reason", String(200), nullable=False),
    Column("failed_at", Instant, nullable=False),
    Column("wanted", Boolean, nullable=False, server_default=false()),
    Column("replayed_at", Instant),
)

# --- people and neighbourhoods -----------------------------------------------------------------

communities = Table(
    "communities",
    metadata,
    _id(),
    Column("name", String(80), nullable=False),
    Column("language", String(8), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
)
chats = Table(  # the Telegram groups of a neighbourhood
    "chats",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _to("communities.id", name="community_id"),
    Column("title", String(255), nullable=False),
    Column("thread", BigInteger),
    Column("present", Boolean, nullable=False, server_default=true()),
    Column("language", String(8)),
    Index("ix_chats_community_id", "community_id"),
)
people = Table(
    "people",
    metadata,
    _id(),
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", String(40), nullable=False),
    Column("username", String(64)),
    Column("language", String(8)),
    Column("telegram_language", String(16)),
    _to("communities.id", name="community_id", ondelete="SET NULL"),
    Column("reachable", Boolean, nullable=False, server_default=true()),
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("news", Boolean, nullable=False, server_default=true()),
    Column("paused_until", Instant),
    Column("quiet_from", LocalTime, nullable=False, server_default="21:00"),
    Column("quiet_until", LocalTime, nullable=False, server_default="08:00"),
    Column("weekly_maximum", Integer, nullable=False, server_default="5"),
    Column("asks_a_month", Integer, nullable=False, server_default="2"),
    Column("consent_version", Integer, nullable=False),
    Column("consented_at", Instant, nullable=False),
)
memberships = Table(
    "memberships",
    metadata,
    _to("people.id", name="person_id", primary_key=True),
    _to("communities.id", name="community_id", primary_key=True),
    Column("joined_at", Instant, nullable=False),
    Index("ix_memberships_community_id", "community_id"),
)
roles = Table(
    "roles",
    metadata,
    _to("people.id", name="person_id", primary_key=True),
    _to("communities.id", name="community_id", primary_key=True),
    Column("role", words(Role), primary_key=True),
    Column("party", words(Party)),
    Column("given_at", Instant, nullable=False),
    Index("ix_roles_community_id_role", "community_id", "role"),
)
invitations = Table(
    "invitations",
    metadata,
    _id(),
    Column("token_hash", String(64), nullable=False, unique=True),
    _to("communities.id", name="community_id", nullable=False),
    Column("role", words(Role), nullable=False),
    _to("people.id", name="invited_by", nullable=False),
    Column("expires_at", Instant, nullable=False),
    _to("people.id", name="used_by"),
    Column("used_at", Instant),
    Column("settled_at", Instant),
    Column("party", words(Party)),
)
setup_codes = Table(
    "setup_codes",
    metadata,
    _id(),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)
start_tokens = Table(  # a group command that goes on in private
    "start_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("command", String(32), nullable=False),
    Column("words", Text, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread", BigInteger),
    Column("for_telegram_id", BigInteger),
    Column("expires_at", Instant, nullable=False),
)
audit_log = Table(
    "audit_log",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("action", String(40), nullable=False),
    Column("details", Json, nullable=False),
    Index("ix_audit_log_community_id_at", "community_id", "at"),
)

# --- sending -----------------------------------------------------------------------------------

cards = Table(  # messages that stay alive: they are edited in place
    "cards",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("noun", String(16), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("closed", Boolean, nullable=False, server_default=false()),
    Index("ix_cards_noun_subject_id", "noun", "subject_id"),
    Index("ix_cards_chat_id_message_id", "chat_id", "message_id"),
)
outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("chat_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE")),
    Column("method", String(32), nullable=False),
    Column("payload", Json, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("courtesy", words(Courtesy), nullable=False),
    Column("repeat", words(Repeat), nullable=False),
    Column("state", String(8), nullable=False, server_default="ready"),
    Column("reason", String(200)),
    Column("fence", BigInteger),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("finished_at", Instant),
    Column("message_id", BigInteger),
    Column("card_id", BigInteger, ForeignKey("cards.id", ondelete="SET NULL")),
    Column("broadcast_id", BigInteger, ForeignKey("broadcasts.id", ondelete="CASCADE")),
    CheckConstraint(
        "state IN ('ready', 'sending', 'sent', 'unknown', 'dead', 'skipped')", name="state"
    ),
    Index("ix_outbox_state_chat_id_id", "state", "chat_id", "id"),
    Index("ix_outbox_state_priority_id", "state", "priority", "id"),
    Index("ix_outbox_broadcast_id_state", "broadcast_id", "state"),
    Index("ix_outbox_person_id_courtesy", "person_id", "courtesy"),
    Index("ix_outbox_card_id", "card_id"),
)
outbox_about = Table(
    "outbox_about",
    metadata,
    _to("outbox.id", name="outbox_id", primary_key=True),
    _to("people.id", name="person_id", primary_key=True),
    Index("ix_outbox_about_person_id", "person_id"),
)
process_roles = Table(  # what only one process may do, with the fence that proves it
    "process_roles",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("fence", BigInteger, nullable=False),
    Column("until", Instant),  # the last sign of life
)

# --- the clock ---------------------------------------------------------------------------------

schedules = Table(
    "schedules",
    metadata,
    _id(),
    Column("kind", String(32), nullable=False),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="person_id"),
    Column("rule", String(64), nullable=False),
    Column("local_time", LocalTime, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("grace_seconds", Integer, nullable=False),
    Column("next_day", Day, nullable=False),
    Column("next_due", Instant, nullable=False, index=True),
    UniqueConstraint("kind", "community_id", "person_id"),
)
occurrences = Table(
    "occurrences",
    metadata,
    _to("schedules.id", name="schedule_id", primary_key=True),
    Column("day", Day, primary_key=True),
    Column("status", String(8), nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("status IN ('fired', 'skipped')", name="status"),
)
timers = Table(
    "timers",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("due_at", Instant, nullable=False, index=True),
)

# --- conversations -----------------------------------------------------------------------------

dialogs = Table(
    "dialogs",
    metadata,
    _to("people.id", name="person_id", primary_key=True),
    _to("communities.id", name="community_id"),
    Column("name", String(32), nullable=False),
    Column("answers", Json, nullable=False),
    Column("changing", String(32)),  # the answer being changed from the preview
    Column("more", Boolean, nullable=False, server_default=false()),
    Column("last_key", String(32)),
    Column("last_at", Instant),
    Column("card_id", BigInteger, ForeignKey("cards.id", ondelete="SET NULL")),
    Column("waiting", Json),  # a second dialog that was asked for meanwhile
    Column("started_at", Instant, nullable=False),
)

# --- the nouns ---------------------------------------------------------------------------------

ideas = Table(
    "ideas",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    Column("author_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("title", Text, nullable=False),
    Column("needs", Text),
    Column("excluded", Text),
    Column("state", words(IdeaState), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_ideas_community_id_state", "community_id", "state"),
)
idea_participants = Table(
    "idea_participants",
    metadata,
    _to("ideas.id", name="idea_id", primary_key=True),
    _to("people.id", name="person_id", primary_key=True),
    Column("joined_at", Instant, nullable=False),
)
idea_responses = Table(
    "idea_responses",
    metadata,
    _id(),
    _to("ideas.id", name="idea_id", nullable=False),
    _to("people.id", name="person_id", nullable=False),
    Column("kind", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_idea_responses_idea_id", "idea_id"),
)
talents = Table(
    "talents",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="person_id", nullable=False),
    Column("direction", words(Direction), nullable=False),
    Column("words", Text, nullable=False),
    Column("tags", Json, nullable=False),
    Column("avoid", Text, nullable=False, server_default=""),
    Column("times", Json, nullable=False, server_default="[]"),
    Column("area", Text, nullable=False, server_default=""),
    Column("listed", Boolean, nullable=False, server_default=false()),
    Column("idea_id", BigInteger, ForeignKey("ideas.id", ondelete="CASCADE")),
    _to("groups.id", name="group_id"),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("unanswered", Integer, nullable=False, server_default="0"),
    Index("ix_talents_idea_id", "idea_id"),
    Index("ix_talents_group_id", "group_id"),
    Index("ix_talents_community_id_direction", "community_id", "direction"),
    Index("ix_talents_person_id", "person_id"),
)
behalf = Table(  # a talent that was told for a neighbour without Telegram
    "behalf",
    metadata,
    _to("talents.id", name="talent_id", primary_key=True),
    _to("people.id", name="proxy_id", nullable=False),
    Column("name", String(40), nullable=False),
    Column("yes_at", Instant, nullable=False),
    Column("yes_version", Integer, nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("link_hash", String(64)),  # of the page's address
    Index("ix_behalf_proxy_id", "proxy_id"),
    Index("ix_behalf_link_hash", "link_hash", unique=True),
)
readings = Table(  # what the matcher read of a talent, so that it need not read it again
    "readings",
    metadata,
    _to("talents.id", name="talent_id", primary_key=True),
    _to("communities.id", name="community_id", nullable=False),
    Column("direction", words(Direction), nullable=False),
    Column("edition", String(EDITION_LENGTH), nullable=False),  # of what read it
    Column("length", Integer, nullable=False),
    Column("said", Json, nullable=False),
    Column("avoids", Json(none_as_null=True)),
    Column("sought_at", Instant),  # when the matcher last looked for an answer
    Index("ix_readings_community_id_direction", "community_id", "direction", "length"),
)
reading_concepts = Table(
    "reading_concepts",
    metadata,
    _to("readings.talent_id", name="talent_id", primary_key=True),
    Column("concept", String(64), primary_key=True),
    Column("community_id", BigInteger, nullable=False),
    Column("direction", words(Direction), nullable=False),
    Column("weight", Weight, nullable=False),
    Column("confirmed", Boolean, nullable=False),  # a tag that the person chose
    # The whole of what a need looks up, so that the rows themselves are left alone.
    Index(
        "ix_reading_concepts_community_id_concept",
        *("community_id", "concept", "weight", "direction", "talent_id"),
    ),
    Index(
        "ix_reading_concepts_community_id_confirmed",
        *("community_id", "confirmed", "direction", "concept", "talent_id"),
    ),
)
reading_terms = Table(  # the words of what can be found, as stems
    "reading_terms",
    metadata,
    _to("readings.talent_id", name="talent_id", primary_key=True),
    Column("term", String(LONGEST_WORD), primary_key=True),
    Column("community_id", BigInteger, nullable=False),
    Index("ix_reading_terms_community_id_term", "community_id", "term", "talent_id"),
)
introductions = Table(
    "introductions",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    # Who leaves, or takes back a talent, leaves an introduction of two people without a trace.
    _to("people.id", name="connector_id", ondelete="SET NULL"),
    _to("people.id", name="giver_id", ondelete="SET NULL"),
    _to("people.id", name="asker_id", ondelete="SET NULL"),
    _to("talents.id", name="offer_id", ondelete="SET NULL"),
    _to("talents.id", name="need_id", ondelete="SET NULL"),
    Column("reasons", Json, nullable=False),
    Column("cautions", Json, nullable=False),
    Column("score", Integer, nullable=False),
    Column("features", Json, nullable=False, server_default="{}"),  # what a choice on it teaches
    Column("state", words(IntroductionState), nullable=False),
    Column("giver_said", words(Reply)),
    Column("asker_said", words(Reply)),
    # What is refused, as concepts: it holds also when the other takes back what they told.
    Column("about", Json, nullable=False, server_default="[]"),
    Column("for_whom", words(ForWhom)),
    Column("giver_way", words(Way)),
    Column("asker_way", words(Way)),
    _to("cards.id", name="card_id", ondelete="SET NULL"),
    _to("people.id", name="put_off_by", ondelete="SET NULL"),
    _to("people.id", name="passed_by", ondelete="SET NULL"),
    _to("cards.id", name="passed_card_id", ondelete="SET NULL"),
    Column("put_off_until", Instant),
    Column("suggested_at", Instant, nullable=False),
    Column("handed_at", Instant),
    Column("proposed_at", Instant),
    Column("warm_words", Text),
    Column("giver_asked_at", Instant),
    Column("asker_asked_at", Instant),
    Column("closed_at", Instant),
    Column("result", words(Result)),
    Column("result_at", Instant),
    UniqueConstraint("offer_id", "need_id"),
    Index("ix_introductions_community_id_state", "community_id", "state"),
    Index("ix_introductions_giver_id_giver_asked_at", "giver_id", "giver_asked_at"),
    Index("ix_introductions_asker_id_asker_asked_at", "asker_id", "asker_asked_at"),
    Index("ix_introductions_need_id", "need_id"),
    Index("ix_introductions_card_id", "card_id"),
    Index("ix_introductions_connector_id", "connector_id"),
    Index("ix_introductions_passed_card_id", "passed_card_id"),
)
learned_weights = Table(  # what the choices of a neighbourhood's team taught, of features alone
    "learned_weights",
    metadata,
    _to("communities.id", name="community_id", primary_key=True),
    Column("weights", Json, nullable=False),
    Column("at", Instant, nullable=False),
)
colleagues = Table(  # what a buurtverbinder chose: when the card comes, and when not
    "colleagues",
    metadata,
    _to("people.id", name="person_id", primary_key=True),
    _to("communities.id", name="community_id", primary_key=True),
    Column("days", String(64), nullable=False),
    Column("daily", Boolean, nullable=False),
    Column("away_until", Day),
    Column("most_a_week", Integer, nullable=False, server_default="6"),
    Index("ix_colleagues_community_id", "community_id"),
)
welcomes = Table(
    "welcomes",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="person_id", nullable=False),
    Column("state", words(WelcomeState), nullable=False),
    Column("promised_on", Day),
    _to("people.id", name="greeter_id", ondelete="SET NULL"),
    Column("offered_at", Instant, nullable=False),
    UniqueConstraint("person_id", "community_id"),
    Index("ix_welcomes_community_id_state", "community_id", "state"),
)
hints = Table(  # a circle that somebody pointed to, and nobody in it
    "hints",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="person_id", nullable=False),
    Column("words", Text, nullable=False),
    Column("state", words(HintState), nullable=False),
    Column("promised_on", Day, nullable=False),
    _to("people.id", name="writer_id", ondelete="SET NULL"),
    Column("told_at", Instant, nullable=False),
    Index("ix_hints_community_id_state", "community_id", "state"),
    Index("ix_hints_person_id", "person_id"),
)
togethers = Table(  # something that several want together, which a buurtverbinder asks about
    "togethers",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    Column("concept", String(64), nullable=False),
    _to("people.id", name="connector_id", ondelete="SET NULL"),
    _to("groups.id", name="group_id", ondelete="SET NULL"),
    Column("planned_at", Instant, nullable=False),
    Column("asked_at", Instant),
    Column("closed_at", Instant),
    Index("ix_togethers_community_id", "community_id"),
)
together_people = Table(
    "together_people",
    metadata,
    _to("togethers.id", name="together_id", primary_key=True),
    _to("people.id", name="person_id", primary_key=True),
    Column("asked_at", Instant),
    Column("said", words(Reply)),
    Column("joined", Boolean, nullable=False, server_default=false()),
    Index("ix_together_people_person_id_asked_at", "person_id", "asked_at"),
)
never_pairs = Table(
    "never_pairs",
    metadata,
    _to("people.id", name="person_id", primary_key=True),
    _to("people.id", name="other_id", primary_key=True),
    Column("at", Instant, nullable=False),
)
nominations = Table(  # who knows many people here?
    "nominations",
    metadata,
    _id(),
    Column("token_hash", String(64), nullable=False, unique=True),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="nominated_by", ondelete="SET NULL"),
    _to("people.id", name="person_id"),
    Column("party", words(Party)),
    Column("state", words(NominationState), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ix_nominations_person_id", "person_id"),
)
nomination_confirmations = Table(  # neighbours who know them
    "nomination_confirmations",
    metadata,
    _to("nominations.id", name="nomination_id", primary_key=True),
    _to("people.id", name="person_id", primary_key=True),
    Column("at", Instant, nullable=False),
)
guide_entries = Table(  # "hierover kun je mij bellen"
    "guide_entries",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="person_id", nullable=False),
    Column("words", Text, nullable=False),
    Column("tags", Json, nullable=False),
    Column("can", Text, nullable=False),
    Column("reach", Text, nullable=False, server_default=""),
    Column("warm", Text, nullable=False, server_default=""),
    Column("catch_all", Boolean, nullable=False, server_default=false()),
    _to("people.id", name="stand_in_id", ondelete="SET NULL"),
    Column("token_hash", String(64), unique=True),  # of the link for a stand-in
    Column("token_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("unanswered", Integer, nullable=False, server_default="0"),
    Index("ix_guide_entries_community_id", "community_id"),
    Index("ix_guide_entries_person_id", "person_id"),
    Index("ix_guide_entries_stand_in_id", "stand_in_id"),
)
guide_questions = Table(
    "guide_questions",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    _to("people.id", name="asker_id", nullable=False),
    _to("people.id", name="person_id", ondelete="SET NULL"),
    _to("guide_entries.id", name="entry_id", ondelete="SET NULL"),
    _to("people.id", name="passed_by", ondelete="SET NULL"),
    Column("named", Boolean, nullable=False),
    Column("words", Text, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    Column("hope", Text, nullable=False, server_default=""),
    Column("state", words(QuestionState), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("promised_on", Day),
    Index("ix_guide_questions_asker_id", "asker_id"),
    Index("ix_guide_questions_person_id", "person_id"),
    Index("ix_guide_questions_entry_id", "entry_id"),
)
groups = Table(
    "groups",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    Column("founder_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("name", String(80), nullable=False),
    Column("about", Text),
    Column("places", Integer, nullable=False),
    Column("state", words(GroupState), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_groups_community_id_state", "community_id", "state"),
)
group_members = Table(
    "group_members",
    metadata,
    _to("groups.id", name="group_id", primary_key=True),
    _to("people.id", name="person_id", primary_key=True),
    Column("waiting", Boolean, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Index("ix_group_members_person_id", "person_id"),
)
sessions = Table(
    "sessions",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    Column("organizer_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("title", Text, nullable=False),
    Column("day", Day, nullable=False),
    Column("local_time", LocalTime, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("starts_at", Instant, nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("state", words(SessionState), nullable=False),
    Column("created_at", Instant, nullable=False),
    Index("ix_sessions_community_id_state", "community_id", "state"),
)
session_answers = Table(
    "session_answers",
    metadata,
    _to("sessions.id", name="session_id", primary_key=True),
    _to("people.id", name="person_id", primary_key=True),
    Column("answer", words(Answer), nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_session_answers_person_id", "person_id"),
)
broadcasts = Table(
    "broadcasts",
    metadata,
    _id(),
    _to("communities.id", name="community_id", nullable=False),
    Column("sender_id", BigInteger, ForeignKey("people.id", ondelete="SET NULL")),
    Column("words", Text, nullable=False),
    Column("state", words(BroadcastState), nullable=False),
    Column("only_group", Boolean, nullable=False, server_default=false()),
    Column("cursor", BigInteger, nullable=False, server_default="0"),
    Column("complete", Boolean, nullable=False, server_default=false()),
    Column("total", Integer, nullable=False),
    Column("shown", String(120), nullable=False, server_default=""),
    Column("card_id", BigInteger, ForeignKey("cards.id", ondelete="SET NULL")),
    Column("created_at", Instant, nullable=False),
    Column("finished_at", Instant),
)

# A number is never given out twice, so that what still names something erased names nothing else.
for _table in metadata.tables.values():
    if _table.autoincrement_column is not None:
        _table.dialect_options["sqlite"]["autoincrement"] = True
