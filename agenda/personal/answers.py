"""What a person has answered so far, which the page shows beside each item."""

from dataclasses import dataclass

from agenda.models import Participation, PersonalLink


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer to one item, with their word to the organisers."""

    item: int
    response: str
    word: str


def answers_of(link: PersonalLink) -> tuple[Answer, ...]:
    """Return what the person of a link has answered in its mission, in one query."""
    given = Participation.objects.filter(
        meeting__mission=link.mission_id, person=link.person_id
    ).exclude(response=Participation.Response.INVITED)
    rows = given.order_by("pk").values_list("meeting_id", "response", "response_word")
    return tuple(Answer(*row) for row in rows)
