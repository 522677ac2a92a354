-- severity: error
-- table: activities
-- Every activity has an id of its own.
select
    activity_id,
    count(*) as row_count
from activities
group by activity_id
having count(*) > 1
order by activity_id
