-- severity: error
-- table: entity_timeline
-- An event or activity stands in the timeline of an entity in a collection once.
select
    collection,
    entity_id,
    event_id,
    activity_id,
    count(*) as row_count
from entity_timeline
group by all
having count(*) > 1
order by collection, entity_id, event_id, activity_id
