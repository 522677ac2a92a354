-- severity: error
-- table: events
-- Every mention of a document that is read and no duplicate belongs to an event of the store.
select
    m.mention_id,
    m.document_id,
    b.event_id
from event_mentions as m
join current_documents as d using (document_id)
left join event_membership as b using (mention_id)
where b.event_id is null or b.event_id not in (select event_id from events)
order by m.mention_id
