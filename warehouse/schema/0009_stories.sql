-- Stories in sentences of their documents.

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
