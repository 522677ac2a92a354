"""How an event stands in its sentence: its way to other words of the parse, and its form."""

from dateline.events.dates.happening import Line

_CLAUSE_COST = 3.0
_WORDS_A_STEP = 10.0
_FUTURE = {"will", "shall", "'ll", "’ll", "wo", "ll"}
_MODAL = {"would", "could", "may", "might", "can", "should", "must"}
_HAVE = {"have", "'ve", "’ve", "having"}
_HELPERS = {"aux", "aux:pass", "cop", "mark"}
# Verbs that say of a noun no more than that it was: "conduct a test", "hold talks".
_LIGHT = {"carry", "conduct", "do", "give", "have", "hold", "launch", "make", "mount", "pay", "perform"}
_LIGHT |= {"reach", "sign", "stage", "take", "undertake"}
_PLANS = {"plan", "expect", "schedule", "set", "due", "intend", "prepare", "hope", "aim", "vow", "pledge"}
_PLANS |= {"promise", "slate", "propose", "want", "agree"}


def path_between(line: Line, event: int, other: int) -> str:
    """The path from an event to another word: "under obl" (the word hangs on it), "beside advcl obl", …"""
    if event == other:
        return "same"
    to_event, to_other = [event, *line.above(event)], [other, *line.above(other)]
    if event in to_other:
        at = to_other.index(event)
        first = to_other[at - 1]
        clauses = sum(line.is_clause(word) for word in to_other[1:at])
        nested = "" if first == other else f" {line.deps[other]}"
        return f"under {line.deps[first]}{nested} {min(clauses, 2)}"
    if other in to_event:
        at = to_event.index(other)
        return f"over {line.deps[to_event[at - 1]]}"
    meeting = next((word for word in to_other if word in to_event), None)
    if meeting is None:
        return "apart"
    at_event, at_other = to_event.index(meeting), to_other.index(meeting)
    own = sum(line.is_clause(word) for word in to_event[1:at_event])
    others = sum(line.is_clause(word) for word in to_other[1:at_other])
    kind = "clause" if line.is_clause(meeting) else "noun"
    up, down = line.deps[to_event[at_event - 1]], line.deps[to_other[at_other - 1]]
    return f"beside {up} {down} {kind} {min(own, 2)}{min(others, 2)}"


def cost_between(line: Line, event: int, other: int) -> float:
    """How far a word is from an event: steps in the tree, clauses above all, then words."""
    to_event, to_other = [event, *line.above(event)], [other, *line.above(other)]
    meeting = next((word for word in to_other if word in to_event), None)
    if meeting is None:
        return 99.0
    up, down = to_event[: to_event.index(meeting)], to_other[: to_other.index(meeting)]
    clauses = sum(line.is_clause(word) for word in (*up[1:], *down[1:]) if word != event)
    return len(up) + len(down) + _CLAUSE_COST * clauses + abs(event - other) / _WORDS_A_STEP


def form_of(line: Line, head: int) -> str:
    """The form of an event's own words: "past", "perfect", "future", "infinitive", "noun" and so on."""
    tag = line.tags[head]
    helpers = [child for child in line.children[head] if line.deps[child] in _HELPERS and child < head]
    words = {line.lower[child] for child in helpers}
    lemmas = {line.lemmas[child] for child in helpers}
    tags = {line.tags[child] for child in helpers}
    if not tag.startswith("V"):
        return _form_of_noun(line, head, helpers)
    if not helpers and line.deps[head] == "conj" and tag in ("VB", "VBN", "VBG"):
        above = line.heads[head]
        if line.tags[above] == tag:
            return form_of(line, above)
    if words & _FUTURE:
        return "future"
    if words & _MODAL:
        return "modal"
    if "to" in words:
        if lemmas & {"have"}:
            return "perfect"  # "is said to have attacked"
        return "future" if lemmas & {"be"} else _infinitive(line, head)
    if "VBD" in tags:
        return "pluperfect" if lemmas & {"have"} else ("past passive" if tag == "VBN" else "past")
    if lemmas & {"have"} or words & _HAVE:
        return "perfect"
    if "be" in lemmas:
        return "progressive" if tag == "VBG" else "present passive"
    if tag == "VBN" and line.deps[head] in ("ROOT", "ccomp", "parataxis"):
        return "past"  # what is tagged a participle is a main verb
    plain = {"VBD": "past", "VBZ": "present", "VBP": "present", "VB": "base", "VBG": "ing", "VBN": "ed"}
    return plain.get(tag, "other")


def predicate_of(line: Line, head: int) -> int:
    """The verb that tells an event: "conducted" of "conducted a test"; else its own head."""
    above = line.heads[head]
    is_object = line.pos[head] == "NOUN" and line.deps[head] in ("obj", "nsubj:pass")
    return above if is_object and line.lemmas[above] in _LIGHT else head


def governor_of(line: Line, head: int) -> int | None:
    """The verb or predicate above an event in the tree."""
    return next((word for word in line.above(head) if line.is_clause(word)), None)


def _form_of_noun(line: Line, head: int, helpers: list[int]) -> str:
    if any(line.deps[child] == "cop" for child in helpers):
        tags = {line.tags[child] for child in helpers}
        return "was" if "VBD" in tags else "is"
    return "noun" if line.pos[head] in ("NOUN", "PROPN") else "other"


def _infinitive(line: Line, head: int) -> str:
    return "planned" if line.lemmas[line.heads[head]] in _PLANS else "infinitive"
