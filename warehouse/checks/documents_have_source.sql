-- severity: error
-- table: documents
-- Every document that is not removed comes from a declared source.
select
    document_id,
    source_id,
    external_id
from documents
where status <> 'removed' and source_id not in (select source_id from sources)
order by document_id
