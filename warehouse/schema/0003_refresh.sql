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
comment on table files is 'A file of a source as last read';
comment on column files.source_id is 'The source that the file belongs to';
comment on column files.path is 'Path of the file within the source';
comment on column files.content_sha256 is 'SHA-256 of the file''s bytes and its sidecar''s together';
comment on column files.reader_version is 'Version of the reader that read it';
comment on column files.document_count is 'Number of documents that it gave';
comment on column files.error is 'Why the file could not be read';

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
comment on table source_status is 'A source as last refreshed';
comment on column source_status.source_id is 'The source';
comment on column source_status.error is 'Why the source could not be read; null when it could';
comment on column source_status.file_count is 'Files or pages found in the source';
comment on column source_status.new_count is 'Documents seen for the first time';
comment on column source_status.changed_count is 'Documents whose content, metadata or status changed';
comment on column source_status.unchanged_count is 'Documents that stayed as they were';
comment on column source_status.removed_count is 'Documents gone from the source';
comment on column source_status.failed_count is 'Documents that could not be read';

-- one row: a document's last extraction
create table extractions (
    document_id varchar not null,
    input_sha256 varchar not null,
    engine_version varchar not null,
    codebook_version varchar not null,
    error varchar
);
comment on table extractions is 'A document''s last extraction';
comment on column extractions.document_id is 'The document';
comment on column extractions.input_sha256 is
    'Hash of what the engine was given: text, title, publication day, language';
comment on column extractions.engine_version is 'Version of the engine that read it';
comment on column extractions.codebook_version is 'Version of the codebook that it was read with';
comment on column extractions.error is 'Why the document could not be read for events';

-- one row: an event id that a refresh replaced
create table event_lineage (
    event_id varchar not null,
    successor_id varchar,
    change varchar not null
);
comment on table event_lineage is 'An event id that a refresh replaced';
comment on column event_lineage.event_id is 'The id that is gone';
comment on column event_lineage.successor_id is 'The event that took its place; null when retracted';
comment on column event_lineage.change is 'merged, split, renamed or retracted';
