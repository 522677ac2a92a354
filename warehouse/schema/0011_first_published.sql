-- When a text was first published: of a form that many texts have, the first are what all others are compared with.
-- What was compared by other rules is compared anew.

delete from text_copies;
drop table text_signatures;

-- one row: a text that near copies are looked for among
create table text_signatures (
    text_sha256 varchar not null,
    bands bigint[] not null,
    first_published date
);
comment on table text_signatures is 'A text that near copies are looked for among';
comment on column text_signatures.text_sha256 is 'SHA-256 of the text';
comment on column text_signatures.bands is
    'Band hashes of its MinHash, alone and with its numbers: texts that share one may be copies; none for a text of few words';
comment on column text_signatures.first_published is
    'First publication day of a document with the text; null when unknown';
