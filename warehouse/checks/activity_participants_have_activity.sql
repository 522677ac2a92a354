-- severity: error
-- table: activity_participants
-- Every participant takes part in an activity of the store.
select
    activity_id,
    role,
    text
from activity_participants
where activity_id not in (select activity_id from activities)
order by activity_id, role, text
