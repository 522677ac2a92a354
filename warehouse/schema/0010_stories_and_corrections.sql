-- Stories in sentences of their documents, and reports that correct earlier ones.

-- one row: a story of a collection that sentences tell of
create table story_summaries (
    collection varchar not null,
    story_id varchar not null,
    sentences struct(document_id varchar, char_start bigint, char_end bigint, text varchar, dated boolean)[] not null
);
comment on table story_summaries is 'A story of a collection that sentences tell of';
comment on column story_summaries.collection is 'The topic';
comment on column story_summaries.story_id is 'The story';
comment on column story_summaries.sentences is
    'The summary: sentences of the story''s documents, with their offsets; dated: the sentence itself gives a day';

comment on column summarised.inputs_sha256 is
    'Hash of what the summaries were made from: documents as read by engine and codebook, and their stories';

-- as text first: DuckDB takes a new column of lists for null when it is declared not null in one transaction
alter table event_mentions add column corrects varchar default '';
alter table event_mentions alter column corrects set not null;
alter table event_mentions alter column corrects drop default;
alter table event_mentions alter column corrects type varchar[] using []::varchar[];
alter table event_mentions add column wrong_earliest date;
alter table event_mentions add column wrong_latest date;
comment on column event_mentions.corrects is
    'What the document says that earlier reports had wrong: date, or kinds of figures; empty for nothing';
comment on column event_mentions.wrong_earliest is
    'First day of the date that it takes back; null when it takes none back, or does not tell which';
comment on column event_mentions.wrong_latest is
    'Last day of the date that it takes back, inclusive; null when it takes none back, or does not tell which';
