-- severity: warn
-- table: files
-- Every file of a source can be read; these could not, for the reason given.
select
    source_id,
    path,
    error
from files
where error is not null
order by source_id, path
