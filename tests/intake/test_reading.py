"""One territory, however its files are written: separators, encodings, languages, spreadsheets."""

import datetime
from fractions import Fraction
from pathlib import Path

import pytest
import xlsxwriter

from scheduler.domain.people import Absence, Advisor, Pattern, Posting
from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory, TravelSettings, Weights
from scheduler.intake import read_territory, write_workbook
from tests.intake.small_territory import FILES, brief, issues_in, with_change, write_files

MO_FR = frozenset(range(5))


@pytest.fixture
def sound(tmp_path: Path) -> Territory:
    return read_territory(write_files(tmp_path / "sound", FILES)).territory


def test_defaults_are_resolved(sound: Territory) -> None:
    assert sound.advisor["bob"] == Advisor("bob", "Bob", "centre", MO_FR, frozenset({"am", "pm"}))
    assert sound.posting["ana", "sud"] == Posting("ana", "sud", "mairie", Fraction(1, 2), Fraction(1, 2), 2)
    assert sound.patterns[2] == Pattern("ana", 3, "sud", None, 2, 1)
    assert sound.closures[0] == Closure(
        "centre", datetime.date(2026, 9, 16), datetime.date(2026, 9, 16), None, "am", "inventaire"
    )
    assert sound.absences == (
        Absence("ana", datetime.date(2026, 9, 24), datetime.date(2026, 9, 25), None, "formation", "approved"),
    )
    assert sound.weights == Weights()
    assert sound.travel == TravelSettings()


def as_semicolons(text: str) -> str:
    return "\n".join(";".join(f'"{cell.replace(chr(34), "")}"' for cell in _cells(line)) for line in text.splitlines())


def _cells(line: str) -> list[str]:
    parts = line.split('"')
    outside = "\0".join(part.replace(",", "\1") if place % 2 == 0 else part for place, part in enumerate(parts))
    return outside.replace("\0", "").split("\1")


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(lambda text: text.replace("\n", "\n\n,,,\n"), id="blank lines"),
        pytest.param(lambda text: text.replace("\n", ",,\n"), id="trailing empty cells"),
        pytest.param(as_semicolons, id="semicolons and quotes"),
        pytest.param(lambda text: text.replace(",", " , "), id="spaces around cells"),
    ],
)
def test_digest_does_not_depend_on_how_tables_are_written(tmp_path: Path, sound: Territory, rewrite) -> None:  # type: ignore[no-untyped-def]
    tables = {name: rewrite(text) for name, text in FILES.items() if name not in ("territory.toml", "venues.csv")}

    read = read_territory(write_files(tmp_path / "rewritten", FILES | tables)).territory

    assert read.digest == sound.digest
    assert read == sound


def test_digest_changes_with_any_value(tmp_path: Path, sound: Territory) -> None:
    other = read_territory(write_files(tmp_path / "other", with_change("demands.csv", ",,20,", ",,21,"))).territory

    assert other.digest != sound.digest


def test_french_words_mean_the_same(tmp_path: Path, sound: Territory) -> None:
    french = {
        "territory.toml": FILES["territory.toml"],
        "structures.csv": FILES["structures.csv"].replace("id,name", "Identifiant;Nom").replace(",", ";"),
        "conseillers.csv": "identifiant;nom;base;compétences;début;fin;périodes\n"
        "ana;Ana;mairie;aidants;01/01/2026;31/12/2028;\nbob;Bob;centre;;;;matin|après-midi\n",
        "affectations.csv": "conseiller;structure;part min;part max;fenêtre semaines\n"
        "ana;nord;0,5;0,5;2\nana;sud;0,5;0,5;2\nbob;sud;0;1;1\n",
        "alternances.csv": "conseiller;jour;période;structure;cycle;phase\n"
        "ana;Lu;;nord;1;0\nana;jeudi;;nord;2;0\nana;Je;;sud;2;1\n",
        "lieux.csv": "identifiant;nom;structure;latitude;longitude;horaires;accessible;zone\n"
        "mairie;Mairie;nord;43,1;-0,4;Mo-Fr 08:30-17:30;oui;\nsalle;Salle des fêtes;nord;43,2;-0,5;;non;zrr\n"
        "centre;Centre social;sud;43,3;-0,6;Tu,Th 09:00-12:00,14:00-18:00;oui;\n",
        "salles.csv": "identifiant;lieu;nom;capacité;confidentiel;internet;équipement\n"
        "bureau;mairie;Bureau;2;oui;oui;imprimante\natelier;mairie;Atelier;8;non;oui;ordinateurs|videoprojecteur\n"
        "accueil;centre;Accueil;6;oui;oui;\n",
        "demandes.csv": "identifiant;lieu;durée;nombre;toutes les n semaines;jours;périodes;début;fin;conseiller;"
        "places;besoins;compétences;du;au\n"
        "rdv;mairie;demi-journée;1;1;Lu|Ma;matin;9h30;11h30;ana;1;confidentiel;;;\n"
        "cours;mairie;demi;2;1;;après-midi;;;;8;ordinateurs;aidants;;\n"
        "journee;centre;journée;1;2;;;;;;6;internet|accessible;;01/09/2026;31/12/2026\n"
        "marche;salle;demi;1;4;;;;;;20;;;;\n",
        "absences.csv": "conseiller;du;au;période;type;statut\nana;24/09/2026;25/09/2026;;formation;approuvée\n",
        "fermetures.csv": "lieu;salle;du;au;période;motif\ncentre;;16/09/2026;;matin;inventaire\n"
        "mairie;bureau;14/09/2026;18/09/2026;;peinture\n",
        "trajets.csv": "de;vers;minutes;km\nmairie;salle;20;17\n",
    }

    read = read_territory(write_files(tmp_path / "french", french)).territory

    assert read == sound


def test_workbook_is_the_same_thing_as_a_folder(tmp_path: Path, sound: Territory) -> None:
    write_workbook(sound, tmp_path / "petit.xlsx", "fr")

    assert read_territory(tmp_path / "petit.xlsx").territory == sound


def test_codes_typed_as_numbers_are_read_as_text(tmp_path: Path) -> None:
    files = with_change("venues.csv", "accessible,zone", "accessible,zone,insee,postcode,phone,siret")
    files["venues.csv"] = files["venues.csv"].replace(
        "yes,\nsalle", "yes,,1234,01234.0,199001234,12345678901234\nsalle"
    )

    venue = read_territory(write_files(tmp_path, files)).territory.venue["mairie"]

    assert (venue.insee, venue.phone, venue.siret) == ("01234", "0199001234", "12345678901234")


def test_typed_cells_of_a_workbook_are_read_by_their_meaning(tmp_path: Path, sound: Territory) -> None:
    write_workbook(sound, tmp_path / "petit.xlsx")
    path = tmp_path / "typed.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day, hour = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "hh:mm"})
        settings = book.add_worksheet("Territoire")
        settings.write_row(0, 0, ["Clé", "Valeur"])
        for line, (key, value) in enumerate((("format", 1), ("id", 12), ("nom", "Typé")), start=1):
            settings.write_row(line, 0, [key, value])
        settings.write_row(4, 0, ["demi-journées.am", "9h-12h"])
        settings.write_string(5, 0, "ancre")
        settings.write_datetime(5, 1, datetime.date(2026, 8, 31), day)
        book.add_worksheet("structures").write_column(0, 0, ["id", "cc"])
        book.get_worksheet_by_name("structures").write_column(0, 1, ["nom", "CC"])
        for name, rows in {
            "conseillers": [["id", "nom", "base"], ["ana", "Ana", 1]],
            "affectations": [["conseiller", "structure", "part max"], ["ana", "cc", 1]],
            "lieux": [
                ["id", "nom", "structure", "insee", "code postal", "accessible"],
                [1, "L", "cc", 1234, 66500, False],
            ],
        }.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
        demands = book.add_worksheet("demandes")
        demands.write_row(0, 0, ["id", "lieu", "début", "fin", "du"])
        demands.write_row(1, 0, ["rdv", 1])
        demands.write_datetime(1, 2, datetime.time(10, 20), hour)
        demands.write_datetime(1, 3, datetime.time(11, 40), hour)
        demands.write_datetime(1, 4, datetime.date(2026, 9, 1), day)

    territory = read_territory(path).territory

    venue, demand = territory.venue["1"], territory.demand["rdv"]
    assert (territory.id, territory.anchor) == ("12", datetime.date(2026, 8, 31))
    assert (venue.insee, venue.postcode, venue.accessible) == ("01234", "66500", False)
    assert (demand.start, demand.end, demand.from_) == (620, 700, datetime.date(2026, 9, 1))


def test_every_minute_of_the_day_survives_a_workbook(tmp_path: Path) -> None:
    files = dict(FILES)
    header = files["demands.csv"].splitlines()[0]
    rows = [f"d{m},salle,half,1,1,,,{m // 60:02d}:{m % 60:02d},24:00,,1,,,," for m in range(24 * 60)]
    files["demands.csv"] = "\n".join([header, *rows])
    files["territory.toml"] = files["territory.toml"].replace('am = ["09:00", "12:00"]', 'all = ["00:00", "24:00"]')
    files["territory.toml"] = files["territory.toml"].replace('pm = ["14:00", "17:00"]', "")
    files["closures.csv"] = "venue,from\n"
    territory = read_territory(write_files(tmp_path / "minutes", files)).territory

    write_workbook(territory, tmp_path / "minutes.xlsx")

    assert read_territory(tmp_path / "minutes.xlsx").territory.demands == territory.demands


def test_other_encoding_is_reported_with_its_line(tmp_path: Path) -> None:
    write_files(tmp_path, FILES)
    (tmp_path / "structures.csv").write_bytes("id,name\nnord,Nord\nsud,Communauté\n".encode("cp1252"))

    (issue,) = issues_in(tmp_path)

    assert brief(issue) == "structures.csv:3:"
    assert issue.value == "sud,Communauté"


def test_issue_in_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    path = tmp_path / "petit.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Lieux")
        sheet.write_row(1, 0, ["id", "nom", "structure", "latitude"])
        sheet.write_row(2, 0, ["mairie", "Mairie", "nord", "abc"])

    assert [brief(issue) for issue in issues_in(path)] == [
        "petit.xlsx::",  # the settings, then structures, advisors, postings and demands are missing
        "petit.xlsx::",
        "petit.xlsx::",
        "petit.xlsx::",
        "petit.xlsx[Lieux]:D3:latitude",
        "petit.xlsx[territory]::",
    ]


def test_cell_far_away_is_an_issue_and_not_the_end_of_memory(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("lieux")
        sheet.write_row(0, 0, ["id", "nom"])
        sheet.write_string(1_048_575, 16_383, "x")

    (issue,) = issues_in(path)

    assert "XFD1048576" in issue.message.fr


@pytest.mark.parametrize("name", ["nowhere", "nowhere.xlsx", "nul\0l", "long" * 2000])
def test_missing_path_is_named(tmp_path: Path, name: str) -> None:
    (issue,) = issues_in(tmp_path / name)

    assert issue.file == str(tmp_path / name)


def test_directory_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {name: text for name, text in FILES.items() if name not in ("rooms.csv", "territory.toml")})
    (tmp_path / "rooms.csv").mkdir()
    (tmp_path / "territory.toml").mkdir()

    assert [brief(issue) for issue in issues_in(tmp_path)] == ["rooms.csv::", "territory.toml::"]


def test_other_file_in_place_of_a_territory_is_named(tmp_path: Path) -> None:
    (tmp_path / "territory.pdf").write_bytes(b"%PDF")

    assert [brief(issue) for issue in issues_in(tmp_path / "territory.pdf")] == ["territory.pdf::"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 with a password", b""])
def test_broken_workbook_is_refused_in_french_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "petit.xlsx"
    path.write_bytes(content)

    assert issues_in(path)[0].what("fr") == (
        "n’est pas un classeur lisible\u00a0: il est abîmé, protégé par un mot de passe, ou d’un autre format"
    )
