-- severity: error
-- table: events
-- Every event is reported by a document that is read and no duplicate.
select
    event_id,
    title
from events
where event_id not in (
    select b.event_id
    from event_membership as b
    join event_mentions as m using (mention_id)
    join current_documents as d using (document_id)
)
order by event_id
