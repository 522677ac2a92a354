"""The language model on treebanks it has not seen, and its speed and memory beside spaCy's blank pipeline."""

import resource
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import spacy
from rich.table import Table

from bench.corpora import ROOT, read_jsonl
from dateline.language import load_pipeline
from dateline.language.annotation import annotate
from dateline.language.training.corpus import DEV, TEST, name_kinds, read_part
from dateline.language.training.evaluation import WORD_MEASURES, evaluate, report

_TEXTS = 300  # news articles that the pipelines are timed on
# A plain spaCy configuration of the same data, and UDPipe without external vectors (EWT only), on raw text.
_PEERS = {
    "spaCy, plain, en_pud-test": {
        "sentences": 93.9,
        "xpos": 94.9,
        "upos": 95.6,
        "lemma": 96.6,
        "uas": 88.3,
        "las": 84.3,
    },
    "spaCy, plain, en_ewt-test": {"sentences": 72.6, "upos": 94.2, "uas": 83.6, "las": 80.0},
    "spaCy, plain, en_gum-open-test": {"upos": 96.1, "uas": 85.3, "las": 82.0, "names all": 51.0},
    "UDPipe, en_ewt-test": {"upos": 94.6, "uas": 83.8, "las": 80.7},
}


def tables(_: Path) -> list[Table]:
    """F1 by treebank and measure; words a CPU-second, peak memory, load time."""
    return [_accuracy(), _speed()]


def _accuracy() -> Table:
    measures = [*WORD_MEASURES, "names all"]
    result = Table("treebank", *measures, title="Language model (F1 on raw text)")
    nlp = load_pipeline()
    for part in (*DEV, *TEST):
        figures = report(evaluate(nlp, read_part(ROOT / "data" / "treebank", part), name_kinds(part)))
        result.add_row(part, *(str(figures[measure]) for measure in measures))
    for peer, known in _PEERS.items():
        result.add_row(peer, *(str(known.get(measure, "")) for measure in measures))
    return result


def _speed() -> Table:
    result = Table(
        "pipeline", "words a CPU-second", "peak MB", "load, CPU-s", title="Language model (one core)"
    )
    for name in ("dateline", "spaCy blank"):
        # a process each: memory is counted from its start
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            speed, memory, load = process.submit(_timed, name == "dateline").result()
        result.add_row(name, f"{speed:,.0f}", f"{memory:,.0f}", f"{load:.2f}")
    return result


def _timed(bundled: bool) -> tuple[float, float, float]:
    """Words a CPU-second, peak memory in MB and the CPU-seconds of loading, in this process."""
    articles = ROOT / "data" / "timelines" / "t17" / "libya" / "articles.jsonl.gz"
    texts = [str(record["text"]) for record in read_jsonl(articles)[:_TEXTS]]
    start = time.process_time()
    nlp = load_pipeline() if bundled else spacy.blank("en")
    load = time.process_time() - start
    list(annotate(nlp, texts[:10]))
    start = time.process_time()
    words = sum(not token.is_space for doc in annotate(nlp, texts) for token in doc)
    spent = time.process_time() - start
    return words / spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, load
