-- What joining remembers: stories, the blocks that events come from, what changed, and people's corrections.

-- one row: the story that a document tells
create table story_documents (
    document_id varchar not null,
    story_id varchar not null
);
comment on table story_documents is 'The story that a document tells';
comment on column story_documents.document_id is 'The document, one that is read and no duplicate';
comment on column story_documents.story_id is 'Id of the story, made from its first document';

-- one row: a mention in the group of its story that tells of the same
create table story_groups (
    mention_id varchar not null,
    group_id varchar not null,
    digest varchar not null
);
comment on table story_groups is 'A mention in the group of its story that tells of the same';
comment on column story_groups.mention_id is 'The mention';
comment on column story_groups.group_id is 'A mention that stands for the group';
comment on column story_groups.digest is
    'Digest of all that the groups around it depend on; they are made again when it changes';

-- one row: the block of mentions that an event was joined in
create table event_blocks (
    event_id varchar not null,
    digest varchar not null,
    collections varchar[] not null
);
comment on table event_blocks is 'The block of mentions that an event was joined in';
comment on column event_blocks.event_id is 'The event';
comment on column event_blocks.collections is 'The topics of the documents that report it';
comment on column event_blocks.digest is
    'Digest of all that the block''s events depend on; a block whose digest stays is not joined again';

-- one row: a refresh that joined mentions anew
create table refreshes (
    refresh bigint not null,
    refreshed_at timestamptz not null,
    fingerprint varchar not null
);
comment on table refreshes is 'A refresh that joined mentions anew';
comment on column refreshes.refresh is 'Number of the refresh, counted from 1';
comment on column refreshes.refreshed_at is 'When it was';
comment on column refreshes.fingerprint is
    'Digest of all that joining depends on; a refresh that finds the same joins nothing';

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
comment on table event_changes is 'What a refresh did to an event';
comment on column event_changes.refresh is 'The refresh';
comment on column event_changes.event_id is 'The event; for merged, split, renamed and retracted the id of before';
comment on column event_changes.change is
    'added, moved (dated otherwise), revised (another type, or confirmed or suppressed), merged, split, renamed, retracted';
comment on column event_changes.successor_id is
    'The event that took its place, or that was split off; null when there is none';
comment on column event_changes.collections is 'The topics of the documents that report it';
comment on column event_changes.title_before is 'Title before; null when added';
comment on column event_changes.title_after is 'Title after, of the successor where there is one; null when retracted';
comment on column event_changes.edtf_before is 'Date before (EDTF)';
comment on column event_changes.edtf_after is 'Date after (EDTF)';
comment on column event_changes.type_before is 'Type and mode before';
comment on column event_changes.type_after is 'Type and mode after';
comment on column event_changes.confidence_before is 'Confidence before';
comment on column event_changes.confidence_after is 'Confidence after';
comment on column event_changes.corrections is 'Corrections that began or ceased to apply to the event';

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
comment on table corrections is 'A correction by a person, a line of corrections.csv';
comment on column corrections.correction_id is 'Id of the correction, made from its words';
comment on column corrections.line is 'Its line in the file';
comment on column corrections.action is 'join, split, date, type, suppress, confirm or undo';
comment on column corrections.event is 'The event, by its id or by that of a mention of it';
comment on column corrections.value is
    'The other event (join), mentions (split), EDTF date, type or type/mode, or correction (undo)';
comment on column corrections.corrected_by is 'Who made it';
comment on column corrections.corrected_on is 'On which day';
comment on column corrections.note is 'Why';
comment on column corrections.status is 'applied, undone, or failed (see error)';
comment on column corrections.event_id is 'The event that it was applied to';
comment on column corrections.error is 'Why it could not be applied';
