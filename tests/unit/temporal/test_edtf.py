"""EDTF strings of intervals; edtf-validate is the oracle of their form."""

import datetime as dt

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import given
from hypothesis import strategies as st

from dateline.temporal.edtf import edtf_of


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
