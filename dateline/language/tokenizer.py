"""spaCy's English tokeniser, made to part what dates and names need apart and what UD English does."""

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

# spaCy keeps "3–5", "28—30" and "mid-1990s" whole; dates need their parts.
_DATE_INFIXES = [
    r"(?<=[0-9])[–—](?=[0-9A-Za-z])",
    r"(?<=[A-Za-z])[–—](?=[0-9])",
    r"(?<=[0-9])-(?=[A-Za-z])",
    r"(?<=[Mm]id)[-–](?=[0-9])",
]
# Signs that belong together, and what stands without a space after a number.
_PREFIXES = [r"[!?]{2,}", r"\*{2,}", r"={2,}", r"<{2,}", r">{2,}", r"-{2,}", r"_{2,}"]
_SUFFIXES = [  # looked for from the whole run's start, not from each of its signs
    r"(?<![!?])[!?]{2,}",
    r"(?<!\*)\*{2,}",
    r"(?<!=)={2,}",
    r"(?<!<)<{2,}",
    r"(?<!>)>{2,}",
    r"(?<!-)-{2,}",
    r"(?<=[0-9])(?:[AaPp]\.?[Mm]\.?)",
]
# Prefixes that UD leaves with their word ("non-aligned", "re-elected"); all other hyphens part words.
_AFFIXES = (
    "anti|co|cross|de|e|ex|inter|intra|micro|mini|multi|non|over|post|pre|pro|proto|pseudo|quasi|re|semi|sub"
    "|super|trans|ultra|un|under"
)
# the flag stands inside: a saved tokeniser keeps the pattern alone
_WHOLE = re.compile(rf"^(?i:{_AFFIXES})-[a-z]+$")
_SPLIT_EXCEPTIONS = ("and/or",)
_ABBREVIATIONS = ("al.", "Ft.", "approx.", "vs.", "Nos.", "Art.", "Sect.", "Fig.")


@registry.tokenizers("dateline.Tokenizer.v1")
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """A factory for the tokeniser of a pipeline."""

    def create(nlp: Language) -> Tokenizer:
        defaults: Any = nlp.Defaults
        rules = {
            text: split
            for text, split in defaults.tokenizer_exceptions.items()
            if text not in _SPLIT_EXCEPTIONS
        }
        rules |= {text: [{ORTH: text}] for text in _ABBREVIATIONS}
        return Tokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex([*_PREFIXES, *defaults.prefixes]).search,
            suffix_search=compile_suffix_regex([*_SUFFIXES, *defaults.suffixes]).search,
            infix_finditer=compile_infix_regex([*defaults.infixes, *_DATE_INFIXES]).finditer,
            token_match=_WHOLE.match,
            url_match=defaults.url_match,
        )

    return create
