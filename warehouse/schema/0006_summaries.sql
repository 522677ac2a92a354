-- What named participants do, and what mattered when.

-- one row: something dated that named participants do or undergo, told by any verb
create table activities (
    activity_id varchar not null,
    document_id varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    trigger varchar not null,
    sentence_start bigint not null,
    sentence_end bigint not null,
    sentence varchar not null,
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
    date_confidence double not null
);

-- one row: who takes part in an activity, in a role
create table activity_participants (
    activity_id varchar not null,
    role varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    text varchar not null,
    entity_id varchar not null
);

-- one row: a day or month of a collection that sentences tell of
create table summaries (
    collection varchar not null,
    period varchar not null,
    first_day date not null,
    last_day date not null,
    salience double not null,
    sentences struct(document_id varchar, char_start bigint, char_end bigint, text varchar, dated boolean)[] not null
);

-- one row: a collection as last summarised
create table summarised (
    collection varchar not null,
    inputs_sha256 varchar not null
);
