"""The corrections file: what its lines mean, and what is wrong with those that cannot be applied."""

import datetime as dt
from pathlib import Path

import pytest

from dateline.timeline.corrections import (
    COLUMNS,
    CorrectionError,
    append_correction,
    corrected_date,
    read_corrections,
)

HEADER = ",".join(COLUMNS) + "\n"
DAY = dt.date(2024, 11, 7)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "granularity"),
    [
        ("2024-10-31", "2024-10-31", "2024-10-31", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "days"),
        ("2024", "2024-01-01", "2024-12-31", "days"),
        ("2024-10-28/2024-11-03", "2024-10-28", "2024-11-03", "days"),
        ("../2024-11-03", None, "2024-11-03", "open"),
        ("2024-10~", "2024-10-01", "2024-10-31", "days"),
    ],
)
def test_dates(edtf: str, earliest: str | None, latest: str | None, granularity: str) -> None:
    date = corrected_date(edtf)
    assert (date.earliest and str(date.earliest), date.latest and str(date.latest)) == (earliest, latest)
    assert (date.edtf, date.granularity, date.basis, date.confidence) == (edtf, granularity, "corrected", 1.0)


@pytest.mark.parametrize(
    "edtf", ["soon", "2024-13", "2024-02-30", "..", "../..", "2024-11-03/2024-10-28", "2024/2025/2026", ""]
)
def test_what_is_no_date(edtf: str) -> None:
    with pytest.raises(CorrectionError):
        corrected_date(edtf)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("move,m_1,,ann,2024-11-07,", "'move'"),
        ("confirm,,,ann,2024-11-07,", "`event`"),
        ("confirm,m_1,,,2024-11-07,", "`by`"),
        ("confirm,m_1,,ann,yesterday,", "'yesterday'"),
        ("join,m_1,,ann,2024-11-07,", "what to join"),
        ("type,m_1,PARTY,ann,2024-11-07,", "'PARTY'"),
        ("type,m_1,MOBILIZE/party,ann,2024-11-07,", "'party'"),
        ("undo,,c_1,ann,2024-11-07,", "c_1"),
    ],
)
def test_a_faulty_line_says_what_is_wrong_and_stops_no_other(line: str, words: str) -> None:
    faulty, sound = read_corrections(f"{HEADER}{line}\nconfirm,m_1,,ann,2024-11-07,\n".encode())
    assert faulty.line == 2 and words in str(faulty.error) and not faulty.in_force
    assert sound.in_force


@pytest.mark.parametrize("data", [b"who,what\n1,2\n", HEADER.encode("utf-16")])
def test_a_file_of_another_form_is_one_fault(data: bytes) -> None:
    (fault,) = read_corrections(data)
    assert fault.line == 1 and fault.error


def test_lines_are_added_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "data" / "corrections.csv"
    first = append_correction(path, "date", "m_1", "2024-10", "ann", DAY, "the minutes, page 2")
    append_correction(path, "undo", "", first.correction_id, "bob", DAY, "")
    again = append_correction(path, "date", "m_1", "2024-10", "ann", DAY, "the minutes, page 2")
    held = read_corrections(path.read_bytes())
    assert [each.in_force for each in held] == [False, False, True]
    assert again.note == "the minutes, page 2"


def test_a_line_that_could_not_be_applied_is_not_added(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    with pytest.raises(CorrectionError, match="no date"):
        append_correction(path, "date", "m_1", "soon", "ann", DAY, "")
    assert not path.exists()


def test_a_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}confirm,m_1,,ann,2024-11-07,".replace("\n", "\r\n").encode())
    append_correction(path, "suppress", "m_2", "", "bob", DAY, "")
    assert [each.in_force for each in read_corrections(path.read_bytes())] == [True, True]
