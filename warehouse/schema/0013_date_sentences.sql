-- The sentence that gives the date of a mention, which is often not the one that tells the event. Mentions of
-- before say none until their documents are read again.

alter table event_mentions add column date_sentence_start bigint;
alter table event_mentions add column date_sentence_end bigint;
comment on column event_mentions.date_sentence_start is
    'Start of the sentence that gives the date, in code points from the start of the document''s text; null when no words give it';
comment on column event_mentions.date_sentence_end is 'End of that sentence, exclusive';
