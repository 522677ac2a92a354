-- severity: error
-- table: participants
-- Every participant is an entity of the store.
select
    mention_id,
    role,
    text,
    entity_id
from participants
where entity_id not in (select entity_id from entities)
order by mention_id, role, text, entity_id
