-- severity: error
-- table: events
-- Every event has an id of its own.
select
    event_id,
    count(*) as row_count
from events
group by event_id
having count(*) > 1
order by event_id
