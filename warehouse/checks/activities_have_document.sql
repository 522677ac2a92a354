-- severity: error
-- table: activities
-- Every activity lies in a document of the store.
select
    document_id,
    activity_id
from activities
where document_id not in (select document_id from documents)
order by document_id, activity_id
