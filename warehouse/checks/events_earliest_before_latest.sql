-- severity: error
-- table: events
-- The first day of a date is not after its last day.
select
    event_id,
    title,
    date_earliest,
    date_latest
from events
where date_earliest > date_latest
order by event_id, title
