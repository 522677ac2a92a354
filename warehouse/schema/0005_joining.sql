-- What joining remembers: stories, the blocks that events come from, what changed, and people's corrections.

-- one row: the story that a document tells
create table story_documents (
    document_id varchar not null,
    story_id varchar not null
);

-- one row: a mention in the group of its story that tells of the same
create table story_groups (
    mention_id varchar not null,
    group_id varchar not null,
    digest varchar not null
);

-- one row: the block of mentions that an event was joined in
create table event_blocks (
    event_id varchar not null,
    digest varchar not null,
    collections varchar[] not null
);

-- one row: a refresh that joined mentions anew
create table refreshes (
    refresh bigint not null,
    refreshed_at timestamptz not null,
    fingerprint varchar not null
);

-- one row: what a refresh did to an event
create table event_changes (
    refresh bigint not null,
    event_id varchar not null,
    change varchar not null,
    successor_id varchar,
    collections varchar[] not null,
    title_before varchar,
    title_after varchar,
    edtf_before varchar,
    edtf_after varchar,
    type_before varchar,
    type_after varchar,
    confidence_before double,
    confidence_after double,
    corrections varchar[] not null
);

-- one row: a correction by a person, a line of corrections.csv
create table corrections (
    correction_id varchar not null,
    line bigint not null,
    action varchar not null,
    event varchar not null,
    value varchar not null,
    corrected_by varchar not null,
    corrected_on date,
    note varchar not null,
    status varchar not null,
    event_id varchar,
    error varchar
);
