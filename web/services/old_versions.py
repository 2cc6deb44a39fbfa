"""Old versions - what stood as of a publication, with places and hosts described as they were then."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from web.models.publications import Publication, Snapshot
from web.outputs.agenda import Agenda, Dated, Status
from web.services.listing import Listing, listing_as_of, read_listing
from web.services.snapshots import territory_of
from web.services.stands import Said, said_of
from web.services.versions import Dwelt, dwelling, publication


def agenda_of_version(session: Session, territory: str, number: int) -> Agenda:
    """The agenda as of that version: everything in it is planned, and stamped with the version's time.

    Reads the files of that publication again: for a person who looks back, not for every visitor. Raises
    UnknownPublicationError, UnpublishedError.
    """
    made = publication(session, territory, number)
    then = territory_of(session.get_one(Snapshot, made.input_digest).archive)
    listing = listing_as_of(then, read_listing(session, territory))
    dated = [_dated(one, listing, then, made.published_at) for one in dwelling(session, territory, number).values()]
    spans = session.execute(
        select(Publication.first_day, Publication.weeks).where(
            Publication.territory == territory, Publication.number <= number
        )
    ).all()
    return Agenda(
        territory=territory,
        name=then.name,
        timezone=then.timezone,
        hosts=listing.listed_hosts,
        places=listing.listed_places,
        dated=tuple(sorted(dated, key=lambda one: (one.date, one.start, one.place.name, one.uid))),
        publication=number,
        published_at=made.published_at,
        first_day=min(first_day for first_day, _ in spans),
        last_day=max(Horizon(first_day, weeks).last_day for first_day, weeks in spans),
        modified=made.published_at,
        message=made.message,
    )


def _dated(one: Dwelt, listing: Listing, then: Territory, at: datetime) -> Dated:
    demand = then.demand.get(one.demand)
    said = Said(one.activity, one.title, "walk-in", "", 1, 0, 0) if demand is None else said_of(demand)
    stand = one.stand
    return Dated(
        uid=one.uid,
        demand=one.demand,
        activity=one.activity,
        date=stand.date,
        parts=stand.parts,
        place=listing.places[stand.venue],
        advisor=stand.advisor,
        advisor_name=listing.advisors[stand.advisor],
        structure=stand.structure,
        status=Status.PLANNED,
        sequence=0,
        created=one.created,
        modified=at,
        title=said.title,
        room=listing.room_name(stand.room),
        room_id=stand.room,
        booking=said.booking,
        audience=said.audience,
        seats=said.seats,
        min_participants=said.min_participants,
        setup_minutes=said.setup_minutes,
    )
