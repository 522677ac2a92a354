-- severity: error
-- table: extractions
-- Every document that is read and no duplicate has been through the engine.
select
    document_id,
    source_id,
    external_id
from current_documents
where document_id not in (select document_id from extractions)
order by document_id
