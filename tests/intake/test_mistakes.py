"""One deliberate mistake in a sound territory: exactly that mistake is reported, at its place."""

from pathlib import Path

import pytest

from tests.intake.small_territory import FILES, brief, issues_in, with_change, write_files

T, S, A, P, W = "territory.toml", "structures.csv", "advisors.csv", "postings.csv", "patterns.csv"
V, R, D, B, C, K = "venues.csv", "rooms.csv", "demands.csv", "absences.csv", "closures.csv", "travel.csv"

MISTAKES = [
    # what is wrong                         file  replaced          by                    reported
    # -- the settings
    ("another format", T, "format = 1", "format = 2", [f"{T}:1:format"]),
    ("no id", T, 'id = "petit"\n', "", [f"{T}::id"]),
    ("an unknown key", T, "unmet =", "unmett =", [f"{T}:19:weights.unmett ~ weights.unmet"]),
    ("an unknown section", T, "[weights]", "[weigths]", [f"{T}:19:weigths.unmet ~ weights.unmet"]),
    ("a weight below zero", T, "= 600", "= -1", [f"{T}:19:weights.unmet"]),
    ("a fractional weight", T, "= 600", "= 1.5", [f"{T}:19:weights.unmet"]),
    ("a weight without end", T, "= 600", "= inf", [f"{T}:19:weights.unmet"]),
    ("an anchor on a Tuesday", T, "2026-08-31", "2026-09-01", [f"{T}:6:anchor"]),
    ("an anchor that is no date", T, "2026-08-31", '"lundi"', [f"{T}:6:anchor"]),
    ("an unknown time zone", T, "Europe/Paris", "Europe/Pariss", [f"{T}:4:timezone ~ Europe/Paris"]),
    ("an unknown country", T, '"FR"', '"France"', [f"{T}:5:country"]),
    ("Haut-Rhin as a subdivision", T, 'country = "FR"', 'country = "FR"\nsubdivision = "68"', [f"{T}:6:subdivision"]),
    ("Grand Est as a subdivision", T, 'country = "FR"', 'country = "FR"\nsubdivision = "GES"', [f"{T}:6:subdivision"]),
    ("a half-day that ends before it starts", T, '"09:00", "12:00"', '"12:00", "09:00"', [f"{T}:10:half_days.am"]),
    ("half-days that overlap", T, '"14:00", "17:00"', '"11:00", "17:00"', [f"{T}:11:half_days.pm"]),
    ("an unknown router", T, "detour", 'router = "osm"\nurl = "http://x"\ndetour', [f"{T}:15:travel.router ~ osrm"]),
    ("a router without an address", T, "detour", 'router = "osrm"\ndetour', [f"{T}:15:travel.router"]),
    ("a speed of nothing", T, "speed_kmh = 50", "speed_kmh = 0", [f"{T}:16:travel.speed_kmh"]),
    ("an unknown weekday", T, "Mo-Fr", "Mo-Fx", [f"{T}:7:workdays"]),
    ("broken TOML", T, 'id = "petit"', "id = petit", [f"{T}:2:"]),
    ("a zone that no venue has", T, 'zone = "zrr"', 'zone = "zr"', [f"{T}:21:zone ? ~ zrr"]),
    ("a zone_share without zone", T, 'zone = "zrr"\n', "", [f"{T}:21:zone"]),
    ("an unknown rule", T, "zone_share", "zone_part", [f"{T}:21:kind ~ zone_share"]),
    ("a rule's share above 1", T, "min = 0.5", "min = 1.5", [f"{T}:21:min"]),
    ("a rule's minimum above its maximum", T, "min = 0.5", "min = 0.5\nmax = 0.4", [f"{T}:21:min"]),
    ("an unknown key of a rule", T, "min = 0.5", "minn = 0.5", [f"{T}:21:minn ~ min"]),
    # -- columns and cells
    ("an unknown column", R, "equipment", "equipmnt", [f"{R}:1:equipmnt ~ equipment"]),
    ("a column without resemblance", R, ",equipment", ",xyzzy", [f"{R}:1:xyzzy"]),
    ("a required column misspelt", S, "id,name", "id,nane", [f"{S}:1:nane ~ name"]),
    ("a required column that is missing", S, "id,name", "id,phone", [f"{S}:1:"]),
    ("a column twice", R, "name", "equipment", [f"{R}:1:equipment"]),
    ("more cells than columns", V, '"Tu,Th 09:00-12:00,14:00-18:00"', "Tu,Th 09:00-12:00", [f"{V}:4:accessible"]),
    ("a quote that is not closed", V, '18:00"', "18:00", [f"{V}:4:"]),
    ("a required cell that is blank", S, "Communauté du Sud", "", [f"{S}:3:name"]),
    ("a word for a number", R, "Bureau,2", "Bureau,deux", [f"{R}:2:capacity"]),
    ("a number that is too small", R, "Bureau,2", "Bureau,0", [f"{R}:2:capacity"]),
    ("a number without end", R, "Bureau,2", "Bureau,1e999", [f"{R}:2:capacity"]),
    ("neither yes nor no", R, "2,yes", "2,peut-être", [f"{R}:2:confidential"]),
    ("a day that does not exist", B, "2026-09-24", "2026-02-30", [f"{B}:2:from"]),
    ("a year far away", B, "2026-09-25", "99999-12-31", [f"{B}:2:to"]),
    ("an unknown status", B, "approved", "aproved", [f"{B}:2:status ~ approved"]),
    ("a time past midnight", D, "11:30", "25:30", [f"{D}:2:end"]),
    ("an unknown length", D, "centre,full", "centre,ful", [f"{D}:4:length ~ full"]),
    ("a count of zero", D, "mairie,half,2", "mairie,half,0", [f"{D}:3:count"]),
    ("a latitude past the pole", V, "43.1,", "143.1,", [f"{V}:2:lat"]),
    ("a latitude that is no number", V, "43.1,", "nan,", [f"{V}:2:lat"]),
    ("a share above 1", P, "bob,sud,0,1,1", "bob,sud,0,1.5,1", [f"{P}:4:share_max"]),
    # -- ids and references
    ("the same id twice", V, "salle,Salle", "mairie,Salle", [f"{D}:5:venue", f"{K}:2:to", f"{V}:3:id"]),
    ("a venue misspelt in a demand", D, "cours,mairie", "cours,marie", [f"{D}:3:venue ~ mairie"]),
    ("an unknown base", A, "Bob,centre", "Bob,centr", [f"{A}:3:base ~ centre"]),
    ("an unknown structure of a venue", V, "Mairie,nord", "Mairie,norrd", [f"{V}:2:structure ~ nord"]),
    ("an unknown structure of a posting", P, "bob,sud", "bob,est", [f"{P}:4:structure"]),
    ("an unknown advisor of a pattern", W, "ana,Mo", "anna,Mo", [f"{W}:2:advisor ~ ana"]),
    ("an unknown advisor of a demand", D, "ana,1", "anna,1", [f"{D}:2:advisor ~ ana"]),
    ("an unknown venue of a room", R, "accueil,centre", "accueil,center", [f"{R}:4:venue ~ centre"]),
    ("an unknown venue of a way", K, "mairie,salle", "mairie,sale", [f"{K}:2:to ~ salle"]),
    ("an unknown half-day", D, "Mo|Tu,am", "Mo|Tu,eve", [f"{D}:2:periods"]),
    ("a room of another venue", C, "mairie,bureau", "mairie,accueil", [f"{C}:3:room"]),
    # -- people
    ("an advisor without posting", P, "bob,sud,0,1,1\n", "", [f"{A}:3:id"]),
    ("a posting twice", P, "bob,sud,0,1,1", "bob,sud,0,1,1\nbob,sud,0,1,2", [f"{P}:5:structure"]),
    ("a least share above the greatest", P, "ana,nord,0.5,0.5", "ana,nord,0.5,0.4", [f"{P}:2:share_min"]),
    ("least shares above the whole", P, "ana,sud,0.5,0.5", "ana,sud,0.6,0.6", [f"{P}:3:share_min"]),
    ("greatest shares below the whole", P, "bob,sud,0,1,1", "bob,sud,0,0.9,1", [f"{P}:4:share_max ?"]),
    ("a pattern without posting", W, "ana,Mo,,nord", "bob,Mo,,nord", [f"{W}:2:structure"]),
    ("a phase outside its cycle", W, "ana,Mo,,nord,1,0", "ana,Mo,,nord,1,1", [f"{W}:2:phase"]),
    ("contradictory patterns", W, "ana,Th,,sud,2,1", "ana,Th,pm,sud,2,0", [f"{W}:4:structure"]),
    ("contradictory cycles", W, "ana,Th,,sud,2,1", "ana,Th,,sud,3,1", [f"{W}:4:structure"]),
    ("a contract that ends before it starts", A, "2028-12-31", "2025-12-31", [f"{A}:2:end"]),
    ("an absence that ends before it starts", B, "2026-09-25", "2026-09-23", [f"{B}:2:to"]),
    # -- places
    ("a latitude alone", V, "-0.4,", ",", [f"{V}:2:lon"]),
    ("no way to a venue", V, "43.3,-0.6", ",", [f"{V}:4:lat"]),
    ("French opening hours", V, "Mo-Fr 08:30-17:30", "lu-ve 8h30-17h30", [f"{V}:2:opening ~ Mo-Fr 08:30-17:30"]),
    ("opening hours that say nothing", V, "Mo-Fr 08:30-17:30", "sur demande", [f"{V}:2:opening"]),
    ("school holidays", V, "Mo-Fr 08:30-17:30", "Mo-Fr 08:30-17:30; SH off", [f"{V}:2:opening"]),
    ("a way twice", K, "mairie,salle,20,17", "mairie,salle,20,17\nmairie,salle,21,17", [f"{K}:3:to"]),
    ("minutes below zero", K, ",20,", ",-20,", [f"{K}:2:minutes"]),
    # -- demands
    ("too few seats", D, ",,8,ordinateurs", ",,9,ordinateurs", [f"{D}:3:seats"]),
    ("a need that is misspelt", D, "8,ordinateurs", "8,ordinateur", [f"{D}:3:needs ~ ordinateurs"]),
    ("a venue that is not accessible", D, "20,,", "20,accessible,", [f"{D}:5:needs"]),
    ("times outside the half-day", D, "09:30,11:30", "09:30,12:30", [f"{D}:2:start"]),
    ("times of another half-day", D, "Mo|Tu,am", "Mo|Tu,pm", [f"{D}:2:start"]),
    ("an end before the start", D, "09:30,11:30", "11:30,09:30", [f"{D}:2:end"]),
    ("a full day of an am", D, "full,1,2,,,", "full,1,2,,am,", [f"{D}:4:periods"]),
    ("a full day that starts in the pm", D, "full,1,2,,,,", "full,1,2,,,14:00,", [f"{D}:4:start"]),
    ("a first day after the last", D, "2026-12-31", "2026-08-31", [f"{D}:4:to"]),
    ("a venue that is never open then", D, "full,1,2,,", "full,1,2,Mo|We,", [f"{D}:4:venue ?"]),
    (
        "an advisor who is not posted there",
        D,
        "salle,half,1,4,,,,,,20",
        "salle,half,1,4,,,,,bob,20",
        [f"{D}:5:advisor ?"],
    ),
    ("a skill that nobody has", D, "aidants,,", "aidant,,", [f"{D}:3:skills ? ~ aidants"]),
    ("a day on which nobody works", D, "salle,half,1,4,,", "salle,half,1,4,Su,", [f"{D}:5:weekdays ?"]),
]


@pytest.mark.parametrize(("file", "old", "new", "reported"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_mistake_is_reported_at_its_place(tmp_path: Path, file: str, old: str, new: str, reported: list[str]) -> None:
    found = issues_in(write_files(tmp_path, with_change(file, old, new)))

    assert [brief(issue) for issue in found] == reported
    assert all(issue.line("fr") != issue.line("en") for issue in found)


def test_sound_territory_has_no_issue(tmp_path: Path) -> None:
    assert issues_in(write_files(tmp_path, FILES)) == ()


@pytest.mark.parametrize("table", ["structures.csv", "advisors.csv", "postings.csv", "venues.csv", "demands.csv"])
def test_required_table_that_is_missing_is_the_only_issue(tmp_path: Path, table: str) -> None:
    files = {name: text for name, text in FILES.items() if name != table}

    assert [brief(issue) for issue in issues_in(write_files(tmp_path, files))] == [f"{table}::"]


@pytest.mark.parametrize("table", ["patterns.csv", "absences.csv", "closures.csv", "travel.csv"])
def test_optional_table_may_be_missing(tmp_path: Path, table: str) -> None:
    files = {name: text for name, text in FILES.items() if name != table}

    assert issues_in(write_files(tmp_path, files)) == ()


def test_all_problems_of_all_files_are_reported_together(tmp_path: Path) -> None:
    files = with_change(D, "cours,mairie", "cours,marie") | {
        T: FILES[T].replace('id = "petit"', "id = petit"),
        P: FILES[P].replace("ana,nord,0.5,0.5", "ana,nord,0.5,0.4"),
        V: FILES[V].replace("43.1,", "143.1,"),
    }

    assert [brief(issue) for issue in issues_in(write_files(tmp_path, files))] == [
        f"{D}:3:venue ~ mairie",
        f"{P}:2:share_min",
        f"{T}:2:",
        f"{V}:2:lat",
    ]


def test_reference_is_judged_by_a_table_that_misses_another_column(tmp_path: Path) -> None:
    files = with_change(S, "id,name", "id,phone") | {V: FILES[V].replace("Mairie,nord", "Mairie,norrd")}

    assert [brief(issue) for issue in issues_in(write_files(tmp_path, files))] == [f"{S}:1:", f"{V}:2:structure ~ nord"]


def test_two_problems_of_one_row_are_reported_together(tmp_path: Path) -> None:
    files = with_change(D, "rdv,mairie,half,1,1,Mo|Tu,am,09:30,11:30", "rdv,marie,half,1,1,Mo|Tu,am,09:30,12:30")

    assert [brief(issue) for issue in issues_in(write_files(tmp_path, files))] == [
        f"{D}:2:venue ~ mairie",
        f"{D}:2:start",
    ]


def test_reference_to_a_refused_row_is_not_reported_again(tmp_path: Path) -> None:
    files = with_change(V, "mairie,Mairie,nord,43.1", "mairie,Mairie,nord,quarante")

    assert [brief(issue) for issue in issues_in(write_files(tmp_path, files))] == [f"{V}:2:lat"]


def test_nearly_named_file_is_warned_of_and_others_are_ignored(tmp_path: Path) -> None:
    extra = {"closure.csv": "venue\n", "plan.csv": "date\n", "SOURCES.md": "# Facts\n", "budget.csv": "eur\n"}

    found = issues_in(write_files(tmp_path, FILES | extra))

    assert [brief(issue) for issue in found] == ["closure.csv:: ? ~ closures.csv"]


def test_line_is_printable_in_both_languages(tmp_path: Path) -> None:
    (issue,) = issues_in(write_files(tmp_path, with_change(D, "cours,mairie", "cours,marie")))

    assert issue.line("fr") == (
        "demands.csv, ligne 3, colonne venue\u00a0: «\u00a0marie\u00a0» — aucun lieu ne porte cet identifiant. "
        "Vouliez-vous dire «\u00a0mairie\u00a0»\u00a0?"
    )
    assert issue.line("en") == (
        'demands.csv, line 3, column venue: "marie" — no venue has this id. Did you mean "mairie"?'
    )
