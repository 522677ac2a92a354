-- severity: error
-- table: participants
-- Every participant takes part in a mention of the store.
select
    mention_id,
    role,
    text
from participants
where mention_id not in (select mention_id from event_mentions)
order by mention_id, role, text
