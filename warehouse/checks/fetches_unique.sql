-- severity: error
-- table: fetches
-- An address of a source has one row.
select
    source_id,
    url,
    count(*) as row_count
from fetches
group by source_id, url
having count(*) > 1
order by source_id, url
