-- From what each published table was made, so that it is left alone while that stays.

-- one row: a published table, with a digest of its select and of the rows that it was made from
create table made_marts (
    mart varchar not null,
    inputs_digest varchar not null
);
