"""Numbers per method and half, and what went wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.matching import Posting, tags
from bot.matching.score import Score
from bot.matching.slate import Suggestion
from tests.matching.data import LabelledSet, Need, Talent
from tests.matching.methods import Matcher, Method, Ranked
from tests.matching.metrics import mean, ndcg, reciprocal_rank

_TOP = 3
_GOOD = 0.6  # a need ranked worse than this is a miss
_MOST_SPOKEN = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Row:
    """One method on one half; None where a column means nothing."""

    method: str
    columns: Mapping[str, float | None] = field(default_factory=dict)


def measure(
    method: Method, labelled: LabelledSet, needs: Sequence[Need], buttons: float | None
) -> Row:
    rankings = {need.id: method.rank(need) for need in needs}
    answerable = [need for need in needs if labelled.fitting(need.id)]
    others = [need for need in answerable if need.lang not in _MOST_SPOKEN]
    lurking = [need for need in needs if labelled.embarrassing(need.id)]
    unanswerable = [need for need in needs if not labelled.fitting(need.id)]

    def gain(need: Need) -> float:
        return ndcg([one.talent for one in rankings[need.id]], labelled.fitting(need.id))

    def first(need: Need) -> float:
        ranking = [one.talent for one in rankings[need.id]]
        return reciprocal_rank(ranking, labelled.fitting(need.id))

    def shames(need: Need, counts: Callable[[Ranked], bool]) -> bool:
        wrong = labelled.embarrassing(need.id)
        return any(one.talent in wrong and counts(one) for one in rankings[need.id][:_TOP])

    def proposed(one: Ranked) -> bool:
        return not one.weak

    own = method.proposes
    return Row(
        method.name,
        {
            "nDCG@5": mean(map(gain, answerable)),
            "MRR": mean(map(first, answerable)),
            "embarrassing@3": mean(shames(need, lambda _: True) for need in lurking),
            "..proposed": mean(shames(need, proposed) for need in lurking) if own else None,
            "nDCG@5 rest": mean(map(gain, others)),
            "unansw. proposed": (
                mean(any(map(proposed, rankings[need.id])) for need in unanswerable)
                if own
                else None
            ),
            "right button": buttons if own else None,
        },
    )


def nobody(method: Method, columns: Iterable[str], needs: Sequence[Need]) -> Row:
    """One more row, of needs that nobody answers: how often somebody is proposed all the same."""
    found = mean(any(not one.weak for one in method.rank(need)) for need in needs)
    name = f"{len(needs)} unanswerable, {method.name.partition(', ')[2]}"
    return Row(name, {one: found if one == "unansw. proposed" else None for one in columns})


def right_buttons(labelled: LabelledSet, needs: Sequence[Need]) -> float | None:
    """How often one of the buttons is one that the writer would tap."""
    written: list[Talent | Need] = [*labelled.talents, *needs]
    return mean(
        any(tag.id in labelled.confirmed[one.id] for tag in tags(one.text, language=one.lang))
        for one in written
        if labelled.confirmed.get(one.id)
    )


def table(rows: Sequence[Row]) -> str:
    names = list(rows[0].columns)
    wide = max(len(row.method) for row in rows)
    made = [" " * wide + "".join(f"  {name}" for name in names)]
    for row in rows:
        values = (
            f"  {'-' if (value := row.columns[name]) is None else f'{value:.3f}':>{len(name)}}"
            for name in names
        )
        made.append(f"{row.method:<{wide}}" + "".join(values))
    return "\n".join(made)


def misses(labelled: LabelledSet, method: Matcher, needs: Sequence[Need]) -> Iterator[str]:
    """Per badly ranked need what came first, and what should have."""
    for need in needs:
        grades, wrong = labelled.fitting(need.id), labelled.embarrassing(need.id)
        scores = method.scores(need)
        ranking = [labelled.talents[offer.id].id for offer, _ in scores]
        strengths = dict(zip(ranking, (score.strength for _, score in scores), strict=True))
        gain = ndcg(ranking, grades)
        shame = any(one in wrong for one in ranking[:_TOP])
        proposed = not grades and any(one != "zwak" for one in strengths.values())
        if not (grades and gain < _GOOD) and not shame and not proposed:
            continue
        yield f"\n{need.id} ({need.lang}, {need.kind}) nDCG@5 {gain:.2f}: {need.text}"
        places = {one: place for place, one in enumerate(ranking, 1)}
        shown = ranking[:_TOP] + [one for one in grades if places.get(one, 999) > _TOP]
        for one in shown:
            mark = {None: " ", 0: "!"}.get(labelled.grades[need.id].get(one)) or str(grades[one])
            yield f"  {mark} {_line(labelled, method.posting(need), one, places.get(one), scores)}"


def _line(
    labelled: LabelledSet,
    need: Posting,
    id_: str,
    place: int | None,
    scores: Sequence[tuple[Posting, Score]],
) -> str:
    talent = next(one for one in labelled.talents if one.id == id_)
    said = f"{id_} ({talent.lang}) {talent.text}"
    if place is None:
        return f"  -. {said}"
    made = Suggestion(need, *scores[place - 1])
    why = (f"{one.key} {one.words('nl')}" for one in (*made.reasons, *made.cautions))
    found = (f"{name} {value:.2f}" for name, value in scores[place - 1][1].features.items())
    return (
        f"{place:>3}. {made.score:.2f} {made.strength} {said}"
        f"\n         {'; '.join(why)}\n         {', '.join(found)}"
    )
