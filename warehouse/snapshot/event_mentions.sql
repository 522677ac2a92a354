-- one row: one report of an event, where a document tells it, with the event that it was joined to
select
    m.mention_id,
    b.event_id,
    m.* exclude (mention_id)
from stored_event_mentions as m
left join event_membership as b using (mention_id)
