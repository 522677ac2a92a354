-- severity: warn
-- table: extractions
-- The engine can read every document; these it could not, for the reason given.
select
    document_id,
    engine_version,
    error
from extractions
where error is not null
order by document_id
