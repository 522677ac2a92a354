"""What a verb or a noun has around it in the parse: who does it, to whom, with which preposition.

The parse is in Universal Dependencies. Relative pronouns stand for their antecedents here, participles and
second verbs have the subject of the verb that they go with, and infinitives that of the verb that rules them.
"""

from collections.abc import Iterator

from spacy.tokens import Token

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer"}
_RELATIVES = {"who", "which", "that", "whom", "whose"}
# Verbs whose infinitive is done by their object: "urged Iran to stop".
_OBJECT_CONTROL = {"advise", "allow", "appeal", "ask", "call", "command", "compel", "enable", "encourage"}
_OBJECT_CONTROL |= {"expect", "force", "help", "instruct", "invite", "order", "permit", "persuade", "press"}
_OBJECT_CONTROL |= {"pressure", "push", "request", "require", "tell", "urge", "want", "warn"}
_DEPTH = 6  # steps that a subject may be away in the tree


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or a participle that describes a noun."""
    if any(child.dep_ in ("aux:pass", "nsubj:pass", "obl:agent") for child in verb.children):
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    return verb.tag_ == "VBN" and (
        verb.dep_ in ("acl", "amod")
        or (verb.dep_ == "advcl" and not any(child.dep_ in ("aux", "nsubj") for child in verb.children))
        or (verb.dep_ == "conj" and not _has_subject(verb) and is_passive(verb.head))
    )


def subject(verb: Token) -> Token | None:
    """Who does what a verb says, or to whom it is done where it is passive; None if nobody is named."""
    return _subject(verb, _DEPTH)


def agent(verb: Token) -> Token | None:
    """The 'by' of a passive verb, shared with the verbs coordinated with it."""
    own = next((child for child in verb.children if child.dep_ == "obl:agent"), None)
    if own is None:
        own = next((child for child, word in obliques(verb) if word == "by" and is_passive(verb)), None)
    return own


def objects(verb: Token) -> list[Token]:
    """The direct and indirect objects of a verb; the noun that an objectless relative clause describes."""
    found = [_antecedent(child) for child in verb.children if child.dep_ in ("obj", "iobj")]
    if not found and verb.dep_ == "acl:relcl" and not is_passive(verb):
        by = subject(verb)
        if by is not None and by != verb.head:
            return [verb.head]
    return found


def obliques(word: Token) -> Iterator[tuple[Token, str]]:
    """The prepositional phrases of a verb or noun, each as its noun and its preposition ("because of")."""
    for child in word.children:
        if child.dep_ in ("obl", "obl:agent", "nmod", "nmod:desc"):
            preposition = preposition_of(child)
            if preposition:
                yield _antecedent(child), preposition


def preposition_of(noun: Token) -> str:
    """The preposition of a noun, in lower case, with the words fixed to it; empty if it has none."""
    for child in noun.children:
        if child.dep_ == "case" and child.tag_ != "POS":
            fixed = [word.lower_ for word in child.children if word.dep_ == "fixed"]
            return " ".join([child.lower_, *fixed])
    return ""


def depth(word: Token, most: int) -> int:
    """How many steps a word is from the root of its sentence, counted up to `most`."""
    steps = 0
    while steps < most and word.head != word:
        word, steps = word.head, steps + 1
    return steps


def conjuncts(word: Token) -> list[Token]:
    """A word and those coordinated with it, in order."""
    found = [word]
    for child in word.children:
        if child.dep_ == "conj":
            found += conjuncts(child)
    return found


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _subject(verb: Token, depth: int) -> Token | None:
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if own is not None:
        return _antecedent(own)
    above = verb.head
    if depth == 0 or above == verb:
        return None
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX"):
        return _subject(above, depth - 1)
    if verb.dep_ in ("xcomp", "advcl"):
        return _controller(verb, above, depth)
    if verb.dep_ == "acl":
        infinitive = any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children)
        return doer(above, depth - 1) if infinitive else above
    return None


def _controller(verb: Token, above: Token, depth: int) -> Token | None:
    """Whose act an infinitive or participle is: the object of 'urge', else the subject of the ruling verb."""
    if above.lemma_ in _OBJECT_CONTROL and verb.tag_ == "VB":
        ruled = next((child for child in above.children if child.dep_ in ("obj", "iobj")), None)
        ruled = ruled or next((noun for noun, word in obliques(above) if word in ("on", "to", "for")), None)
        if ruled is not None:
            return ruled
    if is_passive(above) and verb.dep_ == "advcl" and not is_passive(verb) and verb.tag_ == "VBG":
        return agent(above)
    return _subject(above, depth - 1)


def doer(noun: Token, depth: int = _DEPTH) -> Token | None:
    """Whose a noun is, by its possessor, or else by the verb whose object it is: 'made a decision to'."""
    owner = next((child for child in noun.children if child.dep_ == "nmod:poss"), None)
    if owner is not None or depth == 0:
        return owner
    if noun.dep_ in ("obj", "xcomp") and not is_passive(noun.head):
        return _subject(noun.head, depth - 1)
    return None


def _antecedent(word: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word itself."""
    if word.lower_ not in _RELATIVES or word.pos_ != "PRON":
        return word
    clause: Token = word
    for _ in range(_DEPTH):
        if clause.dep_ == "acl:relcl":
            return clause.head
        clause = clause.head
    return word
