-- severity: warn
-- table: source_status
-- Every source can be read; these could not when they were last refreshed.
select
    source_id,
    error
from source_status
where error is not null
order by source_id
