-- The schema's version, sources, their documents, and the time expressions read in them.

-- one row: a migration applied to this file
create table schema_version (
    version bigint not null,
    name varchar not null
);
comment on table schema_version is 'A migration applied to this file';
comment on column schema_version.version is 'Number of the migration; the highest is the schema''s version';
comment on column schema_version.name is 'File name of the migration without its ending';

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
comment on table sources is 'A declared source of documents, an entry of sources.yaml';
comment on column sources.source_id is 'Name of the source, unique';
comment on column sources.kind is 'How the source is read: folder, pages, feed, sitemap, jsonl';
comment on column sources.location is 'Folder, file or address; relative ones count from the sources file';
comment on column sources.collection is 'The topic that the source belongs to';
comment on column sources.publisher is 'Who publishes the documents, unless a document says otherwise';
comment on column sources.reliability is
    'Admiralty letter: A completely reliable to E unreliable, F cannot be judged';
comment on column sources.language is
    'Language of the documents, unless a document says otherwise (ISO 639-1)';

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
comment on table documents is 'A document in its current revision, whether read, failed or removed';
comment on column documents.document_id is 'Id of the document, stable across revisions';
comment on column documents.source_id is 'The source that the document comes from';
comment on column documents.external_id is 'Path, address or record id within the source';
comment on column documents.collection is 'The topic that the document belongs to';
comment on column documents.url is 'Address of the document';
comment on column documents.title is 'Title of the document';
comment on column documents.authors is 'Authors, in the document''s order';
comment on column documents.publisher is 'Who published the document';
comment on column documents.language is 'Language of the text (ISO 639-1)';
comment on column documents.published_at is
    'Publication day as the source states it; null when it cannot be found';
comment on column documents.published_basis is
    'Where the publication day was found: sidecar, front_matter, record, json_ld, opengraph, time_element, dateline, url, feed, none';
comment on column documents.fetched_at is 'When this revision was fetched; null when not known';
comment on column documents.content_sha256 is
    'SHA-256 of the raw bytes, the name under which the landing folder keeps them';
comment on column documents.revision is 'Counts from 1, one more whenever content or metadata changed';
comment on column documents.duplicate_of is
    'The document of the collection with the same text that stands for this one';
comment on column documents.text is
    'The text that all offsets count in; empty when the document could not be read';
comment on column documents.status is 'read, failed (see error) or removed (gone from its source)';
comment on column documents.error is 'Why the document could not be read';

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
comment on table time_expressions is 'A time expression (TIMEX3) in a document';
comment on column time_expressions.document_id is 'The document that holds the expression';
comment on column time_expressions.char_start is
    'Start of the expression, in code points from the start of the document''s text';
comment on column time_expressions.char_end is
    'End of the expression, exclusive, in code points from the start of the document''s text';
comment on column time_expressions.text is 'The words of the expression';
comment on column time_expressions.timex_type is 'TIMEX3 type: DATE, TIME, DURATION, SET';
comment on column time_expressions.timex_value is 'TIMEX3 value, such as 2024-W44 or P3M';
comment on column time_expressions.timex_mod is 'TIMEX3 modifier, such as START, MID, END, BEFORE, APPROX';
comment on column time_expressions.date_edtf is
    'The days that the words mean, in EDTF (ISO 8601-2); null without any bound';
comment on column time_expressions.date_earliest is
    'First day it can have been, inclusive; null when open or unknown';
comment on column time_expressions.date_latest is
    'Last day it can have been, inclusive; null when open or unknown';
comment on column time_expressions.date_extent is
    'within: at some moment between the bounds; spans: it lasted throughout them';
comment on column time_expressions.date_granularity is
    'How fine the words are: second, minute, hour, part_of_day, day, days, week, part_of_month, month, season, quarter, half, year, decade, century, open, none';
comment on column time_expressions.date_qualifier is
    'EDTF qualifier: ~ approximate, ? uncertain, % both, empty for neither';
comment on column time_expressions.date_basis is
    'What the date rests on: explicit, relative_to_publication, relative_to_expression, relative_to_event, publication, document, corrected, none';
comment on column time_expressions.date_text is 'The words that give the date';
comment on column time_expressions.date_anchor is 'The day that the words were resolved against';
comment on column time_expressions.date_rule is 'The rule that resolved the words';
comment on column time_expressions.date_confidence is 'How sure the date is, 0 to 1';
