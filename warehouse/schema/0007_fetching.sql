-- What is asked of a source, what came from the network, and how its sources fare.

alter table sources rename to sources_before;

-- one row: a declared source of documents, an entry of sources.yaml
create table sources (
    source_id varchar not null,
    kind varchar not null,
    location varchar not null,
    collection varchar not null,
    publisher varchar,
    reliability varchar not null,
    language varchar not null,
    follow boolean not null,
    private_hosts varchar[] not null,
    fresh_days bigint
);
comment on table sources is 'A declared source of documents, an entry of sources.yaml';
comment on column sources.source_id is 'Name of the source, unique';
comment on column sources.kind is 'How the source is read: folder, pages, feed, sitemap, jsonl, warc';
comment on column sources.location is 'Folder, file or address';
comment on column sources.collection is 'The topic that the source belongs to';
comment on column sources.publisher is 'Who publishes the documents, unless a document says otherwise';
comment on column sources.reliability is
    'Admiralty letter: A completely reliable to E unreliable, F cannot be judged';
comment on column sources.language is
    'Language of the documents, unless a document says otherwise (ISO 639-1)';
comment on column sources.follow is 'Whether the pages behind the entries of a feed are read';
comment on column sources.private_hosts is 'Hosts that may be at addresses which are not public';
comment on column sources.fresh_days is
    'Days within which something new is expected; null when nothing is';

insert into sources
select
    *,
    false as follow,
    [] as private_hosts,
    null as fresh_days
from sources_before;
drop table sources_before;

alter table files add column raw_sha256 varchar;
comment on column files.raw_sha256 is 'SHA-256 of its bytes, their name in the landing folder';
alter table files add column beside_sha256 varchar;
comment on column files.beside_sha256 is
    'SHA-256 of what is said of it beside its bytes: a sidecar, the entry of a feed, how it was sent';
comment on table files is 'A file, page or entry of a source as last read';
comment on column files.path is 'Path, address or entry id within the source';
comment on column files.content_sha256 is 'SHA-256 of all that its documents are made from';

alter table source_status add column attempted_at timestamptz;
comment on column source_status.attempted_at is 'When it was refreshed';
alter table source_status add column succeeded_at timestamptz;
comment on column source_status.succeeded_at is 'When it could last be read; null when never';
alter table source_status add column news_at timestamptz;
comment on column source_status.news_at is
    'When a refresh last found something new or changed; null when never';
alter table source_status add column failure_count bigint;
comment on column source_status.failure_count is 'Refreshes in a row in which it could not be read';
alter table source_status add column seconds double;
comment on column source_status.seconds is 'Seconds that it took to list and fetch what is there';

-- one row: an address of a source as last asked for
create table fetches (
    source_id varchar not null,
    url varchar not null,
    final_url varchar,
    status bigint,
    etag varchar,
    last_modified varchar,
    version varchar,
    content_sha256 varchar,
    headers_sha256 varchar,
    fetched_at timestamptz,
    asked_at timestamptz not null,
    error varchar
);
comment on table fetches is 'An address of a source as last asked for';
comment on column fetches.source_id is 'The source';
comment on column fetches.url is 'The address';
comment on column fetches.final_url is 'Where its redirects ended when its bytes came';
comment on column fetches.status is
    'The last answer: 200, 304 (unchanged), 404 or 410 (gone); null when there never was one';
comment on column fetches.etag is 'ETag of the bytes, sent with the next request';
comment on column fetches.last_modified is 'Last-Modified of the bytes, sent with the next request';
comment on column fetches.version is
    'What the feed or sitemap said of the page''s state; while it says the same, the page is not asked for';
comment on column fetches.content_sha256 is 'SHA-256 of the bytes, their name in the landing folder';
comment on column fetches.headers_sha256 is 'SHA-256 of the headers as JSON, their name in the landing folder';
comment on column fetches.fetched_at is 'When the bytes came';
comment on column fetches.asked_at is 'When it was last asked for';
comment on column fetches.error is 'Why it could not be had; null when it could';
