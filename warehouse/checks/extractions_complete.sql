-- severity: error
-- table: extractions
-- Every document that is read and no duplicate has been through the engine.
select
    document_id,
    source_id,
    external_id
from documents
where
    status = 'read'
    and duplicate_of is null
    and document_id not in (select document_id from extractions)
order by document_id
