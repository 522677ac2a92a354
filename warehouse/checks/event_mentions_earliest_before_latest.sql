-- severity: error
-- table: event_mentions
-- The first day of a date is not after its last day.
select
    mention_id,
    trigger,
    date_earliest,
    date_latest
from event_mentions
where date_earliest > date_latest
order by mention_id, trigger
