-- severity: error
-- table: event_mentions
-- A date has an EDTF form when it has a first or a last day, and none when it has neither.
select
    mention_id,
    trigger,
    date_edtf,
    date_earliest,
    date_latest
from event_mentions
where (date_edtf is null) <> (coalesce(date_earliest, date_latest) is null)
order by mention_id, trigger
