-- severity: error
-- table: sources
-- Every source has an id of its own.
select
    source_id,
    count(*) as row_count
from sources
group by source_id
having count(*) > 1
order by source_id
