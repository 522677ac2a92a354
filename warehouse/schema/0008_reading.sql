-- How sure publication days are, and which texts are near copies of others.

alter table documents add column published_confidence double default 0;
alter table documents alter column published_confidence set not null;
comment on column documents.published_confidence is
    'How sure the publication day is, 0 to 1; 0 when there is none';
comment on column documents.published_basis is
    'Where the publication day was found: sidecar, front_matter, record, json_ld, opengraph, time_element, dateline, url, markup, feed, none';
comment on column documents.duplicate_of is
    'The document of the collection that stands for this one: published first, with the same or nearly the same text';

-- one row: a text that near copies are looked for among
create table text_signatures (
    text_sha256 varchar not null,
    bands bigint[] not null
);
comment on table text_signatures is 'A text that near copies are looked for among';
comment on column text_signatures.text_sha256 is 'SHA-256 of the text';
comment on column text_signatures.bands is
    'Hashes of the bands of its MinHash: near copies have one in common; empty for a text of few words';

-- one row: a text that is held almost whole by another
create table text_copies (
    copy_sha256 varchar not null,
    original_sha256 varchar not null
);
comment on table text_copies is 'A text that is held almost whole by another';
comment on column text_copies.copy_sha256 is 'SHA-256 of the text that is held';
comment on column text_copies.original_sha256 is 'SHA-256 of the text that holds it';
