-- Which events have only one bound: not later than a day, or not earlier?
select
    collection,
    case
        when date_earliest is null then 'not later than ' || date_latest
        else 'not earlier than ' || date_earliest
    end as bound,
    event_type,
    title,
    date_text,
    date_confidence
from timeline
where date_earliest is null or date_latest is null
order by collection, coalesce(date_earliest, date_latest), event_id;
