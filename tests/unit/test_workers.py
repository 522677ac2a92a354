"""Work in several processes: answers in order, and a process that ends costs its own argument only."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from dateline import engine
from dateline.documents import read_document
from dateline.workers.pool import ProcessEnded, parallel_map


def _told(argument: object, error: ProcessEnded) -> str:
    return f"{argument}: {error}"


def test_answers_come_in_order() -> None:
    assert list(parallel_map(abs, range(-300, 0), _told)) == list(range(300, 0, -1))


def test_a_process_that_ends_costs_its_own_argument_only() -> None:
    words = ["1 + 1", "__import__('os')._exit(3)", *["2 + 2"] * 5]
    assert list(parallel_map(eval, words, _told)) == [
        2,
        "__import__('os')._exit(3): two processes that worked on it ended, the last with status 3: split it",
        *[4] * 5,
    ]


def test_a_process_that_is_ended_from_outside_costs_nothing(tmp_path: Path) -> None:
    once = f"open({str(tmp_path / 'tried')!r}, 'x') and __import__('os')._exit(3)"
    words = ["1 + 1", f"'again' if __import__('os').path.exists({str(tmp_path / 'tried')!r}) else {once}"]
    assert list(parallel_map(eval, words, _told)) == [2, "again"]


def test_arguments_are_taken_as_answers_are_asked_for() -> None:
    taken = []

    def arguments() -> Iterator[int]:
        for number in range(100_000):
            taken.append(number)
            yield number

    answers = parallel_map(abs, arguments(), _told)
    assert list(islice(answers, 3)) == [0, 1, 2]
    answers.close()  # type: ignore[attr-defined]
    assert len(taken) < 1_000


def test_documents_are_read_the_same_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Russia attacked Kyiv on Monday.", "The ministers met in Paris on 3 May 2024.")
    documents = [
        replace(read_document(text.encode(), "a.txt"), document_id=text, published_at=dt.date(2024, 5, 8))
        for text in texts
    ]
    here = list(engine.read_documents(documents))
    monkeypatch.setattr(engine, "_FEW", 0)
    assert list(engine.read_documents(documents)) == here
    assert all(reading.mentions for reading in here)
