"""Lemmas, names and labels, long texts, and pipelines that take the bundled one's place."""

import re
import shutil
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from dateline.language import MODEL, PipelineError, annotate, annotation, load_pipeline
from dateline.language.lemmatizer import lemma_by_rule
from dateline.language.uniform import uniform
from dateline.versions import model_digest


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("attacks", "NOUN", "NNS", "attack"),
        ("Shelled", "VERB", "VBD", "shell"),
        ("freed", "VERB", "VBN", "free"),
        ("dronings", "NOUN", "NNS", "droning"),
        ("States", "PROPN", "NNPS", "State"),
        ("Kyiv", "PROPN", "NNP", "Kyiv"),
        ("United", "VERB", "NNP", "Unite"),
        ("worst", "ADJ", "JJS", "bad"),
        ("10,000", "NUM", "CD", "10,000"),
    ],
)
def test_lemma_by_rule(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemma_by_rule(form, upos, xpos) == lemma


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The EU and South Korea met Japanese envoys in Seoul.", ["EU/ORG", "South Korea/LOC", "Seoul/LOC"]),
        ("They wrote to us about it.", []),
    ],
)
def test_known_names_are_set(text: str, names: list[str]) -> None:
    found = [f"{name.text}/{name.label_}" for name in load_pipeline()(text).ents if name.label_ != "NORP"]
    assert found == names


def test_demonyms_are_names_of_their_own_kind() -> None:
    doc = load_pipeline()("Japanese envoys met Ukrainians.")
    assert [(name.text, name.label_) for name in doc.ents] == [("Japanese", "NORP"), ("Ukrainians", "NORP")]


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_tokens_are_the_text(text: str) -> None:
    doc = load_pipeline()(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
    assert all(token.head.sent == token.sent for token in doc)


@given(st.text(alphabet="ab. \n", max_size=80), st.integers(1, 12))
def test_pieces_are_the_text(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotation, "_LONGEST", size)
        found = annotation.pieces(text)
    assert "".join(found) == text
    assert all(len(piece) <= size for piece in found)
    assert all(found) or text == ""


def test_a_long_text_is_read_in_pieces_and_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    paragraph = "Russia tested a missile on Friday. Mr. Yoon condemned it in Seoul.\n\n"
    text = paragraph * 6
    nlp = load_pipeline()
    whole = [(t.idx, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in nlp(text)]
    monkeypatch.setattr(annotation, "_LONGEST", 150)
    (doc,) = annotate([text])
    assert doc.text == text
    assert [(t.idx, t.tag_, t.lemma_, t.dep_, t.head.i, t.is_sent_start, t.ent_type_) for t in doc] == whole
    assert [name.text for name in doc.ents][:3] == ["Russia", "Yoon", "Seoul"]


def test_texts_come_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotation, "_LONGEST", 20)
    texts = ["Peru met Chile.", "", " ", "A ferry sank off Oslo on Monday. " * 3, "Talks."]
    assert [doc.text for doc in annotate(texts)] == texts


CLEARNLP = [  # a sentence of words with their tags, heads and relations, and what it becomes
    (
        "She/PRON:1:nsubj gave/VERB:1:ROOT it/PRON:1:dobj to/ADP:1:dative Ed/PROPN:3:pobj",
        "She<gave:nsubj gave<gave:ROOT it<gave:obj to<Ed:case Ed<gave:obl",
    ),
    (
        "He/PRON:1:nsubj rode/VERB:1:ROOT out/ADP:1:prep of/ADP:2:prep town/NOUN:3:pobj",
        "He<rode:nsubj rode<rode:ROOT out<town:case of<town:case town<rode:obl",
    ),
    (
        "He/PRON:1:nsubj was/AUX:1:ROOT in/ADP:1:prep Rome/PROPN:2:pobj and/CCONJ:2:cc in/ADP:2:conj "
        "Oslo/PROPN:5:pobj",
        "He<was:nsubj was<was:ROOT in<Rome:case Rome<was:obl and<Oslo:cc in<Oslo:case Oslo<Rome:conj",
    ),
    (
        "He/PRON:1:nsubj is/AUX:1:ROOT president/NOUN:1:attr of/ADP:2:prep Peru/PROPN:3:pobj",
        "He<president:nsubj is<president:cop president<president:ROOT of<Peru:case Peru<president:nmod",
    ),
    (
        "Cats/NOUN:3:nsubj and/CCONJ:0:cc dogs/NOUN:0:conj sleep/VERB:3:ROOT",
        "Cats<sleep:nsubj and<dogs:cc dogs<Cats:conj sleep<sleep:ROOT",
    ),
    (
        "He/PRON:1:nsubj left/VERB:1:ROOT after/ADP:1:prep eating/VERB:2:pcomp",
        "He<left:nsubj left<left:ROOT after<eating:mark eating<left:advcl",
    ),
]


@pytest.mark.parametrize(("words", "expected"), CLEARNLP)
def test_a_clearnlp_tree_is_turned(words: str, expected: str) -> None:
    rows = [re.fullmatch(r"(.+)/(\w+):(\d+):(\w+)", word) for word in words.split()]
    forms, pos, heads, relations = zip(*(row.groups() for row in rows if row), strict=True)
    lemmas = ["be" if form in ("is", "was") else form for form in forms]
    vocab = spacy.blank("en").vocab
    doc = Doc(
        vocab, list(forms), pos=list(pos), heads=[int(h) for h in heads], deps=list(relations), lemmas=lemmas
    )
    uniform(doc)
    assert " ".join(f"{token}<{token.head}:{token.dep_}" for token in doc) == expected


def test_another_scheme_is_brought_to_ours() -> None:
    words = ["He", "was", "met", "in", "Paris", "by", "Ed"]
    heads = [2, 2, 2, 2, 3, 2, 5]
    relations = ["nsubjpass", "auxpass", "ROOT", "prep", "pobj", "agent", "pobj"]
    pos = ["PRON", "AUX", "VERB", "ADP", "PROPN", "ADP", "PROPN"]
    doc = Doc(spacy.blank("en").vocab, words=words, heads=heads, deps=relations, pos=pos)
    doc.set_ents([Span(doc, 4, 5, "GPE"), Span(doc, 6, 7, "PERSON"), Span(doc, 0, 1, "CARDINAL")])
    uniform(doc)
    assert [(token.dep_, token.head.text) for token in doc] == [
        ("nsubj:pass", "met"),
        ("aux:pass", "met"),
        ("ROOT", "met"),
        ("case", "Paris"),
        ("obl", "met"),
        ("case", "Ed"),
        ("obl:agent", "met"),
    ]
    assert [(name.text, name.label_) for name in doc.ents] == [("Paris", "LOC"), ("Ed", "PERSON")]


def test_a_setting_names_another_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = spacy.load(MODEL)
    other.meta["name"] = "other"
    other.to_disk(tmp_path / "other")
    monkeypatch.setenv("DATELINE_MODEL", str(tmp_path / "other"))
    nlp = load_pipeline()
    assert nlp.meta["name"] == "other"
    assert [token.tag_ for token in nlp("It rained.")] == ["PRP", "VBD", "."]
    monkeypatch.delenv("DATELINE_MODEL")
    assert load_pipeline().meta["name"] != "other"


def test_a_change_of_the_pipeline_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = model_digest()
    copy = tmp_path / "copy"
    shutil.copytree(MODEL, copy)
    monkeypatch.setenv("DATELINE_MODEL", str(copy))
    assert model_digest() == bundled
    (copy / "meta.json").write_text("{}", encoding="utf-8")
    assert model_digest() != bundled
    monkeypatch.setenv("DATELINE_MODEL", "spacy")
    assert model_digest() == f"spacy {spacy.__version__}"


def test_a_pipeline_without_a_parse_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    monkeypatch.setenv("DATELINE_MODEL", str(tmp_path / "blank"))
    with pytest.raises(PipelineError, match=r"blank: it sets no token\.dep, token\.lemma, token\.tag"):
        load_pipeline()


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spacy.blank("de").to_disk(tmp_path / "german")
    monkeypatch.setenv("DATELINE_MODEL", str(tmp_path / "german"))
    with pytest.raises(PipelineError, match="german: its language is 'de'"):
        load_pipeline()


def test_a_pipeline_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MODEL", "no_such_model")
    with pytest.raises(PipelineError, match="DATELINE_MODEL=no_such_model: no spaCy pipeline is installed"):
        load_pipeline()
