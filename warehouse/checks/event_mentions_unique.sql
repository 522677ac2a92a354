-- severity: error
-- table: event_mentions
-- Every mention has an id of its own.
select
    mention_id,
    count(*) as row_count
from event_mentions
group by mention_id
having count(*) > 1
order by mention_id
