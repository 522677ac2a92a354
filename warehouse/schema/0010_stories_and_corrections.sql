-- Stories in sentences of their documents, and reports that correct earlier ones.

-- one row: a story of a collection that sentences tell of
create table story_summaries (
    collection varchar not null,
    story_id varchar not null,
    sentences struct(document_id varchar, char_start bigint, char_end bigint, text varchar, dated boolean)[] not null
);

-- as text first: DuckDB takes a new column of lists for null when it is declared not null in one transaction
alter table event_mentions add column corrects varchar default '';
alter table event_mentions alter column corrects set not null;
alter table event_mentions alter column corrects drop default;
alter table event_mentions alter column corrects type varchar[] using []::varchar[];
alter table event_mentions add column wrong_earliest date;
alter table event_mentions add column wrong_latest date;
