-- severity: error
-- table: timeline
-- Every row of the timeline is an event of the store, with that event's date.
select
    t.collection,
    t.event_id,
    t.date_earliest,
    t.date_latest,
    e.date_earliest as event_earliest,
    e.date_latest as event_latest
from timeline as t
left join events as e using (event_id)
where
    e.event_id is null
    or t.date_earliest is distinct from e.date_earliest
    or t.date_latest is distinct from e.date_latest
order by t.collection, t.event_id
