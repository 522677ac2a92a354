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

insert into sources
select
    *,
    false as follow,
    [] as private_hosts,
    null as fresh_days
from sources_before;
drop table sources_before;

alter table files add column raw_sha256 varchar;
alter table files add column beside_sha256 varchar;

alter table source_status add column attempted_at timestamptz;
alter table source_status add column succeeded_at timestamptz;
alter table source_status add column news_at timestamptz;
alter table source_status add column failure_count bigint;
alter table source_status add column seconds double;

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
