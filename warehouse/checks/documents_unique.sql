-- severity: error
-- table: documents
-- Every document has an id of its own.
select
    document_id,
    count(*) as row_count
from documents
group by document_id
having count(*) > 1
order by document_id
