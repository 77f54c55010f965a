"""What to do in an emergency, as one person reads it: whom to call, where to go."""

from dataclasses import dataclass

from agenda.personal.entries import Contact
from agenda.personal.schedule import contacts_of, is_host
from agenda.reading import Text, text_in
from agenda.versions.programme import Programme


@dataclass(frozen=True, slots=True)
class Emergency:
    """What organisers wrote for an emergency; what nobody wrote is empty, never guessed."""

    number: str
    consulate: Text
    consulate_phone: str
    hotel: Text
    hotel_phone: str
    contacts: tuple[Contact, ...]
    for_host: bool


def emergency(programme: Programme, person: int, language: str) -> Emergency:
    """Return one person's emergency page; ``person`` is the primary key.

    Hosts are at home: where the delegation sleeps, and its consulate, is not theirs to know.
    """
    told = programme["mission"]["emergency"]
    for_host = is_host(programme, person)
    return Emergency(
        number=told["number"],
        consulate=Text() if for_host else text_in(language, told["consulate"]),
        consulate_phone="" if for_host else told["consulate_phone"],
        hotel=Text() if for_host else text_in(language, told["hotel"]),
        hotel_phone="" if for_host else told["hotel_phone"],
        contacts=contacts_of(programme, person, language),
        for_host=for_host,
    )
