"""EDTF strings of intervals; edtf-validate is the oracle of their form."""

import datetime as dt

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import given
from hypothesis import strategies as st

from dateline.temporal.edtf import edtf_of, one_of, qualified, years_bc


@pytest.mark.parametrize(
    ("earliest", "latest", "qualifier", "edtf"),
    [
        ("2024-11-06", "2024-11-06", "", "2024-11-06"),
        ("2024-02-01", "2024-02-29", "", "2024-02"),
        ("2024-02-01", "2024-02-28", "", "2024-02-01/2024-02-28"),
        ("2024-01-01", "2024-12-31", "~", "2024~"),
        ("2024-01-01", "2025-12-31", "", "2024/2025"),
        ("2024-03-01", "2024-05-31", "", "2024-03/2024-05"),
        ("1990-01-01", "1999-12-31", "", "199X"),
        ("1900-01-01", "1999-12-31", "", "19XX"),
        ("1990-01-01", "1999-12-31", "~", "1990~/1999~"),
        (None, "2024-11-03", "", "../2024-11-03"),
        ("2022-02-01", None, "~", "2022-02-01~/.."),
        (None, None, "", None),
    ],
)
def test_form(earliest: str | None, latest: str | None, qualifier: str, edtf: str | None) -> None:
    ends = [day and dt.date.fromisoformat(day) for day in (earliest, latest)]
    assert edtf_of(ends[0] or None, ends[1] or None, qualifier) == edtf


@given(
    st.dates() | st.none(),
    st.dates() | st.none(),
    st.sampled_from(["", "~", "?", "%"]),
)
def test_every_interval_has_a_valid_form(one: dt.date | None, other: dt.date | None, qualifier: str) -> None:
    if one is not None and other is not None and one > other:
        one, other = other, one
    edtf = edtf_of(one, other, qualifier)
    assert (edtf is None) == (one is None and other is None)
    assert edtf is None or is_valid(edtf)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        (years_bc(44, 44), "-0043"),
        (years_bc(1, 1), "0000"),
        (years_bc(400, 301), "-0399/-0300"),
        (years_bc(44, 44, "-03-15"), "-0043-03-15"),
        (years_bc(12_000, 12_000), "Y-11999"),
        (qualified(years_bc(400, 301), "~"), "-0399~/-0300~"),
        (one_of(dt.date(2024, 6, 11), dt.date(2024, 11, 6)), "[2024-06-11,2024-11-06]"),
    ],
)
def test_forms_of_years_before_our_era_and_of_two_readings(edtf: str, expected: str) -> None:
    assert edtf == expected
    assert is_valid(edtf)
