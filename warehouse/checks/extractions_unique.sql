-- severity: error
-- table: extractions
-- Every document has one last extraction.
select
    document_id,
    count(*) as row_count
from extractions
group by document_id
having count(*) > 1
order by document_id
