"""The language of a text by py3langid, a small model that comes with its package."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_LEAST_LETTERS = 200  # a shorter text says little of its language
_SAMPLE = 4_000  # characters
_LEAST_SURE = 0.999


def detected_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None when the text is short or the model unsure."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _LEAST_SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
