-- severity: error
-- table: events
-- Every event is reported by a document that is read and no duplicate.
select
    event_id,
    title
from events
where event_id not in (
    select m.event_id
    from event_mentions as m
    join documents as d using (document_id)
    where m.event_id is not null and d.status = 'read' and d.duplicate_of is null
)
order by event_id
