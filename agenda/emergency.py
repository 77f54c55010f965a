"""What to do in an emergency, as one person reads it: whom to call, where to go."""

from dataclasses import dataclass

from agenda.personal_schedule import Contact, contacts_of
from agenda.programme import Programme
from agenda.reading import Text, text_in


@dataclass(frozen=True, slots=True)
class Emergency:
    """What organisers wrote for an emergency; what nobody wrote is empty, never guessed."""

    number: str
    consulate: Text
    consulate_phone: str
    hotel: Text
    hotel_phone: str
    contacts: tuple[Contact, ...]


def emergency(programme: Programme, person: int, language: str) -> Emergency:
    """Return one person's emergency page; ``person`` is the primary key."""
    told = programme["mission"]["emergency"]
    return Emergency(
        number=told["number"],
        consulate=text_in(language, told["consulate"]),
        consulate_phone=told["consulate_phone"],
        hotel=text_in(language, told["hotel"]),
        hotel_phone=told["hotel_phone"],
        contacts=contacts_of(programme, person, language),
    )
