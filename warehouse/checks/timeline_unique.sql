-- severity: error
-- table: timeline
-- An event stands in the timeline of a collection once.
select
    collection,
    event_id,
    count(*) as row_count
from timeline
group by collection, event_id
having count(*) > 1
order by collection, event_id
