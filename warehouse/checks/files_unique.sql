-- severity: error
-- table: files
-- Every file of a source is remembered once.
select
    source_id,
    path,
    count(*) as row_count
from files
group by source_id, path
having count(*) > 1
order by source_id, path
