"""A small sound territory, as the texts of its files, into which tests put one mistake at a time."""

from pathlib import Path

from scheduler.intake import BadInput, Issue, read_territory

FILES = {
    "territory.toml": """\
format = 1
id = "petit"
name = "Petit territoire"
timezone = "Europe/Paris"
country = "FR"
anchor = 2026-08-31
workdays = "Mo-Fr"

[half_days]
am = ["09:00", "12:00"]
pm = ["14:00", "17:00"]

[travel]
lunch_minutes = 45
detour = 1.4
speed_kmh = 50

[weights]
unmet = 600

[[rules]]
kind = "zone_share"
zone = "zrr"
min = 0.5
source = "art. 4.1"
""",
    "structures.csv": """\
id,name
nord,Communauté du Nord
sud,Communauté du Sud
""",
    "advisors.csv": """\
id,name,base,skills,start,end,periods
ana,Ana,mairie,aidants,2026-01-01,2028-12-31,
bob,Bob,centre,,,,
""",
    "postings.csv": """\
advisor,structure,share_min,share_max,window_weeks
ana,nord,0.5,0.5,2
ana,sud,0.5,0.5,2
bob,sud,0,1,1
""",
    "patterns.csv": """\
advisor,weekday,period,structure,cycle,phase
ana,Mo,,nord,1,0
ana,Th,,nord,2,0
ana,Th,,sud,2,1
""",
    "venues.csv": """\
id,name,structure,lat,lon,opening,accessible,zone
mairie,Mairie,nord,43.1,-0.4,Mo-Fr 08:30-17:30,yes,
salle,Salle des fêtes,nord,43.2,-0.5,,no,zrr
centre,Centre social,sud,43.3,-0.6,"Tu,Th 09:00-12:00,14:00-18:00",yes,
""",
    "rooms.csv": """\
id,venue,name,capacity,confidential,internet,equipment
bureau,mairie,Bureau,2,yes,yes,imprimante
atelier,mairie,Atelier,8,no,yes,ordinateurs|videoprojecteur
accueil,centre,Accueil,6,yes,yes,
""",
    "demands.csv": """\
id,venue,length,count,every_weeks,weekdays,periods,start,end,advisor,seats,needs,skills,from,to
rdv,mairie,half,1,1,Mo|Tu,am,09:30,11:30,ana,1,confidential,,,
cours,mairie,half,2,1,,pm,,,,8,ordinateurs,aidants,,
journee,centre,full,1,2,,,,,,6,internet|accessible,,2026-09-01,2026-12-31
marche,salle,half,1,4,,,,,,20,,,,
""",
    "absences.csv": """\
advisor,from,to,period,kind,status
ana,2026-09-24,2026-09-25,,formation,approved
""",
    "closures.csv": """\
venue,room,from,to,period,reason
centre,,2026-09-16,,am,inventaire
mairie,bureau,2026-09-14,2026-09-18,,peinture
""",
    "travel.csv": """\
from,to,minutes,km
mairie,salle,20,17
""",
}


def write_files(directory: Path, files: dict[str, str]) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (directory / name).write_text(text, encoding="utf-8", newline="")
    return directory


def with_change(file: str, old: str, new: str) -> dict[str, str]:
    """The sound files, with one text in one of them replaced."""
    assert FILES[file].count(old) == 1, f"{old!r} is {FILES[file].count(old)} times in {file}"
    return FILES | {file: FILES[file].replace(old, new)}


def issues_in(path: Path) -> tuple[Issue, ...]:
    """Whatever reading the territory says: the errors, or the warnings of one that can be used."""
    try:
        return read_territory(path).warnings
    except BadInput as bad:
        return bad.issues


def brief(issue: Issue) -> str:
    """`file:place:column`, then `?` for a warning, then `~ word` for the word that was probably meant."""
    sheet = "" if issue.sheet is None else f"[{issue.sheet}]"
    doubt = " ?" if issue.severity == "warning" else ""
    meant = f" ~ {issue.suggestion}" if isinstance(issue.suggestion, str) else ""
    return f"{issue.file}{sheet}:{issue.place or ''}:{issue.column or ''}{doubt}{meant}"
