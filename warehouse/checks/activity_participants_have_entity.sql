-- severity: error
-- table: activity_participants
-- Every participant is an entity of the store.
select
    activity_id,
    role,
    text,
    entity_id
from activity_participants
where entity_id not in (select entity_id from entities)
order by activity_id, role, text, entity_id
