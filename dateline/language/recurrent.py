"""A bidirectional LSTM over sentences (Hochreiter and Schmidhuber 1997; Schuster and Paliwal 1997).

Sentences of any length go through side by side, a word of each at a step, both directions at once.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model
from thinc.initializers import glorot_uniform_init, zero_init

from dateline.language.network import Backprop, Layer
from dateline.language.segmenter import cut

Ints = NDArray[np.int64]

_LONGEST = 120  # words that are read together, where no sentence start is known


@registry.architectures("dateline.ContextReader.v1")
def context_reader(embed: Layer, encode: Layer, hidden_width: int, depth: int) -> Layer:
    """Documents to a vector a token: the word among its neighbours, then all of its sentence from both ends.

    Sentences are cut where the documents have starts; where those are not known yet, they run on.
    """
    widths = [encode.get_dim("nO"), *[2 * hidden_width] * depth]
    readers = [bidirectional_lstm(hidden_width, width) for width in widths[:-1]]
    model: Layer = Model(
        "context_reader",
        _read,
        init=_init_reader,
        layers=[embed, encode, *readers],
        dims={"nO": encode.get_dim("nO") + 2 * hidden_width},
    )
    model.set_ref("embed", embed)
    model.set_ref("encode", encode)
    return model


def _init_reader(model: Layer, X: Any = None, Y: Any = None) -> None:
    embed, encode, *readers = model.layers
    embed.initialize(X)
    encode.initialize(embed.predict(X) if X is not None else None)
    for reader in readers:
        reader.initialize()


def _read(model: Layer, docs: list[Doc], is_train: bool) -> tuple[Any, Backprop]:
    embed, encode, *readers = model.layers
    words, back_embed = embed(docs, is_train)
    local, back_encode = encode(words, is_train)
    sizes: Any = [len(doc) for doc in docs]
    every: Any = model.ops.flatten(local) if local else model.ops.alloc2f(0, encode.get_dim("nO"))
    sentences = list(_sentences(docs))
    order = np.concatenate(sentences) if sentences else np.zeros(0, dtype=np.int64)
    lengths = np.array([len(sentence) for sentence in sentences], dtype=np.int64)
    read = every[order]
    backs = []
    for reader in readers:
        read, back = reader((read, lengths), is_train)
        backs.append(back)
    width = every.shape[1]
    result: Any = np.zeros((len(every), width + read.shape[1]), dtype=np.float32)
    result[:, :width] = every
    result[order, width:] = read

    def backprop(gradients: Any) -> Any:
        gradient: Any = model.ops.flatten(gradients)
        d_read = np.ascontiguousarray(gradient[order, width:])
        for back in reversed(backs):
            d_read = back(d_read)
        d_every: Any = np.ascontiguousarray(gradient[:, :width])
        d_every[order] += d_read
        return back_embed(back_encode(model.ops.unflatten(d_every, sizes)))

    return model.ops.unflatten(result, sizes), backprop


def _sentences(docs: list[Doc]) -> Iterator[Ints]:
    """The places, in the batch, of the words of each sentence whose start is known."""
    offset = 0
    for doc in docs:
        table = doc.to_array([SENT_START, IS_SPACE])
        for sentence in cut(table[:, 1] == 0, table[:, 0] == 1):
            for start in range(0, len(sentence), _LONGEST):
                yield sentence[start : start + _LONGEST] + offset
        offset += len(doc)


def bidirectional_lstm(hidden: int, width: int | None = None) -> Layer:
    """Words in their sentences: `hidden` numbers from the left and as many from the right.

    In: (the vectors of all sentences' words in a row, the sentences' lengths). Out: a row a word.
    """
    return Model(
        "bidirectional_lstm",
        _forward,
        init=_init,
        dims={"nI": width, "nO": 2 * hidden, "nH": hidden},
        params={"W": None, "R": None, "b": None},
        attrs={"dropout_rate": 0.0},
    )


def _init(model: Layer, X: Any = None, Y: Any = None) -> None:
    width, hidden = model.get_dim("nI"), model.get_dim("nH")
    inputs: Any = glorot_uniform_init(model.ops, (2 * 4 * hidden, width))
    model.set_param("W", model.ops.as_contig(inputs.reshape(2, 4 * hidden, width).transpose(0, 2, 1)))
    recurrent: Any = glorot_uniform_init(model.ops, (2 * hidden, 4 * hidden))
    model.set_param("R", recurrent.reshape(2, hidden, 4 * hidden))
    bias: Any = zero_init(model.ops, (2, 4 * hidden))
    bias[:, hidden : 2 * hidden] = 1.0  # to remember, at first
    model.set_param("b", bias)


def _packed(lengths: Ints) -> tuple[Ints, Ints]:
    """The order of words step by step, for each direction, and how many sentences each step still has."""
    order = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[order]
    sizes = lengths[order]
    steps = np.arange(sizes[0] if len(sizes) else 0)[:, None]
    alive = steps < sizes[None, :]
    onward = (starts[None, :] + steps)[alive]
    backward = (starts[None, :] + sizes[None, :] - 1 - steps)[alive]
    return np.stack([onward, backward]), alive.sum(axis=1)


def _forward(model: Layer, inputs: tuple[Any, Ints], is_train: bool) -> tuple[Any, Backprop]:
    words, lengths = inputs
    hidden = model.get_dim("nH")
    weights: Any = model.get_param("W")
    again: Any = model.get_param("R")
    bias: Any = model.get_param("b")
    order, alive = _packed(lengths)
    ends = np.cumsum(alive)
    slices = [slice(end - size, end) for end, size in zip(ends.tolist(), alive.tolist(), strict=True)]
    # sigmoid(x) = (tanh(x / 2) + 1) / 2: one tanh for all four gates
    half = np.ones(4 * hidden, dtype=np.float32)
    half[: 3 * hidden] = 0.5
    packed = np.stack([words[order[0]], words[order[1]]])
    gates = np.matmul(packed, weights * half) + (bias * half)[:, None, :]
    recurrent = again * half
    cells = np.zeros((2, len(words), hidden), dtype=np.float32)
    squashed = np.zeros_like(cells)
    outputs = np.zeros_like(cells)
    before: slice | None = None
    for step in slices:
        size = step.stop - step.start
        now = gates[:, step]
        if before is not None:
            earlier = slice(before.start, before.start + size)
            now += np.matmul(outputs[:, earlier], recurrent)
        np.tanh(now, out=now)
        now[..., : 3 * hidden] *= 0.5
        now[..., : 3 * hidden] += 0.5
        cell = now[..., :hidden] * now[..., 3 * hidden :]
        if before is not None:
            cell += now[..., hidden : 2 * hidden] * cells[:, earlier]
        cells[:, step] = cell
        np.tanh(cell, out=cell)
        squashed[:, step] = cell
        outputs[:, step] = cell * now[..., 2 * hidden : 3 * hidden]
        before = step
    result = np.empty((len(words), 2 * hidden), dtype=np.float32)
    result[order[0], :hidden] = outputs[0]
    result[order[1], hidden:] = outputs[1]
    mask: Any = None
    if is_train and model.attrs["dropout_rate"]:
        mask = model.ops.get_dropout_mask(result.shape, model.attrs["dropout_rate"])
        result *= mask

    def backprop(gradient: Any) -> Any:
        if mask is not None:
            gradient = gradient * mask
        d_outputs = np.stack([gradient[order[0], :hidden], gradient[order[1], hidden:]])
        d_gates = np.empty_like(gates)
        earlier_outputs = np.zeros_like(outputs)
        d_hidden: Any = None
        d_cells: Any = None
        for number in range(len(slices) - 1, -1, -1):
            step = slices[number]
            size = step.stop - step.start
            now, cell = gates[:, step], squashed[:, step]
            keep_in, keep, out, new = (now[..., i * hidden : (i + 1) * hidden] for i in range(4))
            d_out = d_outputs[:, step]
            if d_hidden is not None:
                d_out[:, : d_hidden.shape[1]] += d_hidden
            d_cell = d_out * out * (1 - cell * cell)
            if d_cells is not None:
                d_cell[:, : d_cells.shape[1]] += d_cells
            d_now = d_gates[:, step]
            d_now[..., :hidden] = d_cell * new * keep_in * (1 - keep_in)
            if number:
                start = slices[number - 1].start
                earlier = slice(start, start + size)
                earlier_outputs[:, step] = outputs[:, earlier]
                d_now[..., hidden : 2 * hidden] = d_cell * cells[:, earlier] * keep * (1 - keep)
            else:
                d_now[..., hidden : 2 * hidden] = 0.0
            d_now[..., 2 * hidden : 3 * hidden] = d_out * cell * out * (1 - out)
            d_now[..., 3 * hidden :] = d_cell * keep_in * (1 - new * new)
            d_hidden = np.matmul(d_now, again.transpose(0, 2, 1))
            d_cells = d_cell * keep
        model.inc_grad("R", np.matmul(earlier_outputs.transpose(0, 2, 1), d_gates))
        model.inc_grad("W", np.matmul(packed.transpose(0, 2, 1), d_gates))
        model.inc_grad("b", d_gates.sum(axis=1))
        d_packed = np.matmul(d_gates, weights.transpose(0, 2, 1))
        d_words = np.zeros_like(words)
        d_words[order[0]] += d_packed[0]
        d_words[order[1]] += d_packed[1]
        return d_words

    return result, backprop
