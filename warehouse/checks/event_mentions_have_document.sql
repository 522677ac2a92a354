-- severity: error
-- table: event_mentions
-- Every mention lies in a document of the store.
select
    document_id,
    mention_id
from event_mentions
where document_id not in (select document_id from documents)
order by document_id, mention_id
