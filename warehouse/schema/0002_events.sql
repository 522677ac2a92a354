-- Event mentions with their participants, and the events that they were joined to.

-- one row: one report of an event, where a document tells it
create table event_mentions (
    mention_id varchar not null,
    event_id varchar,
    document_id varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    trigger varchar not null,
    sentence_start bigint not null,
    sentence_end bigint not null,
    sentence varchar not null,
    event_type varchar not null,
    event_mode varchar,
    realis varchar not null,
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
    date_confidence double not null,
    place_text varchar,
    place_name varchar,
    place_iso3 varchar,
    place_latitude double,
    place_longitude double,
    quantities struct(kind varchar, value double, unit varchar, text varchar)[] not null,
    confidence double not null,
    codebook_version varchar not null,
    engine_version varchar not null
);

-- one row: who took part in a mention, in a role
create table participants (
    mention_id varchar not null,
    role varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    text varchar not null,
    entity_id varchar not null
);

-- one row: a country, organisation, person, group or place that takes part in a mention
create table entities (
    entity_id varchar not null,
    name varchar not null,
    entity_type varchar not null,
    iso3 varchar,
    sector varchar,
    aliases varchar[] not null
);

-- one row: an event: the joined reports of one occurrence
create table events (
    event_id varchar not null,
    event_type varchar not null,
    event_mode varchar,
    title varchar not null,
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
    date_confidence double not null,
    place_text varchar,
    place_name varchar,
    place_iso3 varchar,
    place_latitude double,
    place_longitude double,
    realis varchar not null,
    actors varchar[] not null,
    recipients varchar[] not null,
    quantities struct(kind varchar, value double, unit varchar, text varchar)[] not null,
    mention_count bigint not null,
    document_count bigint not null,
    source_count bigint not null,
    first_published date,
    last_published date,
    confidence double not null,
    conflicts varchar[] not null
);

-- one row: who took part in an event, in a role
create table event_participants (
    event_id varchar not null,
    role varchar not null,
    entity_id varchar not null,
    mention_count bigint not null
);
