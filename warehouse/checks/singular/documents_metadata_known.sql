-- severity: warn
-- table: documents
-- What documents say of themselves is read and believed: their keys, their days; these were passed over.
select
    source_id,
    external_id,
    document_id,
    unnest(warnings) as warning
from documents
where status = 'read'
order by source_id, external_id, document_id
