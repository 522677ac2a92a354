-- How sure publication days are, and which texts are near copies of others.

alter table documents add column published_confidence double default 0;
alter table documents alter column published_confidence set not null;

-- one row: a text that near copies are looked for among
create table text_signatures (
    text_sha256 varchar not null,
    bands bigint[] not null
);

-- one row: a text that is held almost whole by another
create table text_copies (
    copy_sha256 varchar not null,
    original_sha256 varchar not null
);
