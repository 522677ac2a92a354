-- severity: warn
-- table: corrections
-- Every correction can be applied.
select
    line,
    action,
    event,
    value,
    error
from corrections
where status = 'failed'
order by line
