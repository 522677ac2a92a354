-- severity: error
-- table: activities
-- A date has an EDTF form when it has a first or a last day, and none when it has neither.
select
    activity_id,
    trigger,
    date_edtf,
    date_earliest,
    date_latest
from activities
where (date_edtf is null) <> (coalesce(date_earliest, date_latest) is null)
order by activity_id, trigger
