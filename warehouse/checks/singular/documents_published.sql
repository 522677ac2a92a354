-- severity: warn
-- table: documents
-- Every document has a publication date; the relative dates of these stay unresolved.
select
    document_id,
    source_id,
    external_id,
    title
from documents
where status = 'read' and published_at is null
order by source_id, external_id, document_id
