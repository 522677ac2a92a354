-- What a refresh remembers, so that the next one does only what changed.

-- one row: a file of a source as last read
create table files (
    source_id varchar not null,
    path varchar not null,
    content_sha256 varchar not null,
    reader_version varchar not null,
    document_count bigint not null,
    error varchar
);

-- one row: a source as last refreshed
create table source_status (
    source_id varchar not null,
    error varchar,
    file_count bigint not null,
    new_count bigint not null,
    changed_count bigint not null,
    unchanged_count bigint not null,
    removed_count bigint not null,
    failed_count bigint not null
);

-- one row: a document's last extraction
create table extractions (
    document_id varchar not null,
    input_sha256 varchar not null,
    engine_version varchar not null,
    codebook_version varchar not null,
    error varchar
);

-- one row: an event id that a refresh replaced
create table event_lineage (
    event_id varchar not null,
    successor_id varchar,
    change varchar not null
);
