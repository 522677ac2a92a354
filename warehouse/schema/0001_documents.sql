-- The schema's version, sources, their documents, and the time expressions read in them.

-- one row: a migration applied to this file
create table schema_version (
    version bigint not null,
    name varchar not null
);

-- one row: a declared source of documents, an entry of sources.yaml
create table sources (
    source_id varchar not null,
    kind varchar not null,
    location varchar not null,
    collection varchar not null,
    publisher varchar,
    reliability varchar not null,
    language varchar not null
);

-- one row: a document in its current revision, whether read, failed or removed
create table documents (
    document_id varchar not null,
    source_id varchar not null,
    external_id varchar not null,
    collection varchar not null,
    url varchar,
    title varchar,
    authors varchar[] not null,
    publisher varchar,
    language varchar not null,
    published_at date,
    published_basis varchar not null,
    fetched_at timestamptz,
    content_sha256 varchar not null,
    revision bigint not null,
    duplicate_of varchar,
    text varchar not null,
    status varchar not null,
    error varchar
);

-- one row: a time expression (TIMEX3) in a document
create table time_expressions (
    document_id varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    text varchar not null,
    timex_type varchar not null,
    timex_value varchar not null,
    timex_mod varchar,
    date_edtf varchar,
    date_earliest date,
    date_latest date,
    date_extent varchar not null,
    date_granularity varchar not null,
    date_qualifier varchar not null,
    date_basis varchar not null,
    date_text varchar,
    date_anchor date,
    date_rule varchar,
    date_confidence double not null
);
