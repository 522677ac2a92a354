-- Which events could not be dated, and why?
select
    collection,
    reason,
    count(*) over (partition by collection, reason) as event_count,
    event_type,
    title,
    sentence,
    url
from undated
order by collection, event_count desc, reason, confidence desc, event_id;
