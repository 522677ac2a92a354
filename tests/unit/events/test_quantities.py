"""What numbers count, and the bounds that the words set."""

import pytest

from dateline.events.quantities import figures
from dateline.language import load_pipeline


def found(text: str) -> list[tuple[str, float | None, float | None, float | None, str]]:
    quantities = [figure.quantity for figure in figures(list(load_pipeline()(text)), ())]
    return [(q.kind, q.value, q.low, q.high, q.text) for q in quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve were killed and thirty wounded.", ["killed 12 12 12 Twelve", "injured 30 30 30 thirty"]),
        ("The strike killed at least 12 people.", ["killed 12 12 None at least 12"]),
        ("Police arrested 5 to 7 protesters.", ["arrested None 5 7 5 to 7"]),
        ("Between 20 and 25 civilians were killed.", ["killed None 20 25 Between 20 and 25"]),
        ("Dozens died in the attack.", ["killed None 24 None Dozens"]),
        ("Two dozen soldiers were killed.", ["killed 24 24 24 Two dozen"]),
        ("The attack left 12 dead and 30 injured.", ["killed 12 12 12 12", "injured 30 30 30 30"]),
        ("It fired up to 100 drones.", ["weapons 100 None 100 up to 100"]),
        ("It launched 5 or more missiles.", ["weapons 5 5 None 5 or more"]),
        ("An estimated 10,000 people were displaced.", ["displaced 10000 None None An estimated 10,000"]),
        ("More than two million people fled.", ["displaced 2000000 2000000 None More than two million"]),
        ("The union pledged 1.5 million dollars.", ["amount 1500000 1500000 1500000 1.5 million"]),
        ("Twelve gunmen killed the mayor.", []),
        ("No one was killed in the quake.", []),
        ("Not one soldier was wounded.", []),
        ("The storm injured no one.", []),
        ("Not a single one of them died.", []),
        ("Not even one hostage was hurt, but two guards died.", ["killed 2 2 2 two"]),
        ("One soldier was killed, and no one was injured.", ["killed 1 1 1 One"]),
        ("No more than one person was killed.", ["killed 1 None 1 No more than one"]),
    ],
)
def test_a_figure(text: str, expected: list[str]) -> None:
    told = [
        (kind, *(n if n is None else int(n) for n in numbers), words) for kind, *numbers, words in found(text)
    ]
    assert [" ".join(map(str, entry)) for entry in told] == expected
