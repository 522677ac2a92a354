"""The language of a text by py3langid, a small model that comes with its package."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 4_000  # characters
# The fewest letters that say something of a language, and how sure the model must be of it. Latin letters may
# be English with many names; of others it is only in doubt which of its neighbours a language is.
_LATIN = (100, 0.9)
_OTHER = (20, 0.5)
_LAST_LATIN = "\u024f"


def detected_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None when the text is short or the model unsure."""
    sample = text[:_SAMPLE]
    letters = [sign for sign in sample if sign.isalpha()]
    is_latin = 2 * sum(letter > _LAST_LATIN for letter in letters) <= len(letters)
    fewest, least_sure = _LATIN if is_latin else _OTHER
    if len(letters) < fewest:
        return None
    language, probability = likeliest_language(sample)
    return language if probability >= least_sure else None


def likeliest_language(text: str) -> tuple[str, float]:
    """The language of a text however short, and how sure the model is of it."""
    language, probability = _identifier().classify(text[:_SAMPLE])
    return str(language), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
