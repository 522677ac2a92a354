-- severity: error
-- table: activities
-- The first day of a date is not after its last day.
select
    activity_id,
    trigger,
    date_earliest,
    date_latest
from activities
where date_earliest > date_latest
order by activity_id, trigger
