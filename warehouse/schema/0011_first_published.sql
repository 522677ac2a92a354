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
