"""The generated pages are current."""

from pathlib import Path

import pytest

import warehouse
from warehouse.docs import queries_markdown, tables_markdown

DOCS = Path(warehouse.__file__).parent.parent / "docs"


@pytest.mark.parametrize(
    ("name", "written"), [("tables.md", tables_markdown), ("queries.md", queries_markdown)]
)
def test_the_committed_page_is_current(name: str, written: object) -> None:
    assert callable(written)
    assert (DOCS / name).read_text(encoding="utf-8") == written(), "run python -m warehouse.docs"


def test_the_dictionary_names_every_table_and_its_meaning() -> None:
    page = tables_markdown()
    assert page.index("### timeline") < page.index("### documents") < page.index("### files")
    assert "| `published_at` | date | Publication day as the source states it;" in page
    assert "Made from `event_evidence`, `events`." in page


def test_the_cookbook_asks_before_it_answers() -> None:
    page = queries_markdown()
    assert "## Which events are reported by two sources or more?\n\n```sql\nselect\n" in page
