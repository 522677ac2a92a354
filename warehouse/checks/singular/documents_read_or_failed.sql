-- severity: warn
-- table: documents
-- Every document can be read; these could not, for the reason given.
select
    document_id,
    source_id,
    external_id,
    error
from documents
where status = 'failed'
order by source_id, external_id, document_id
