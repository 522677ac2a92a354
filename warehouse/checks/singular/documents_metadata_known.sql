-- severity: warn
-- table: documents
-- Every key of a sidecar or of front matter is one that is read; these were passed over.
select
    source_id,
    external_id,
    document_id,
    unnest(warnings) as warning
from documents
where status = 'read'
order by source_id, external_id, document_id
