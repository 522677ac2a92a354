-- From what each published table was made, so that it is left alone while that stays.

-- one row: a published table, with a digest of its select and of the rows that it was made from
create table made_marts (
    mart varchar not null,
    inputs_digest varchar not null
);
comment on table made_marts is 'A published table, with a digest of its select and of the rows that it was made from';
comment on column made_marts.mart is 'Name of the table';
comment on column made_marts.inputs_digest is 'Digest of its select and of the rows of the tables that it reads';
