-- What found a mention. All mentions of before were found by the codebook; what is written from now on says it.

alter table event_mentions add column found_by varchar default 'codebook';
alter table event_mentions alter column found_by set not null;
alter table event_mentions alter column found_by drop default;
