-- severity: error
-- table: entities
-- Every entity has an id of its own.
select
    entity_id,
    count(*) as row_count
from entities
group by entity_id
having count(*) > 1
order by entity_id
