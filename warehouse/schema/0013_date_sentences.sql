-- The sentence that gives the date of a mention, which is often not the one that tells the event. Mentions of
-- before say none until their documents are read again.

alter table event_mentions add column date_sentence_start bigint;
alter table event_mentions add column date_sentence_end bigint;
