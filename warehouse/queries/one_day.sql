-- What happened on one day, and which events may have?
with asked as (
    select date '2024-10-31' as day
)
select
    case when t.date_earliest = t.date_latest then 'on the day' else 'possibly' end as fit,
    t.date_edtf,
    t.event_type,
    t.title,
    t.confidence
from timeline as t
cross join asked as a
where t.date_earliest <= a.day and t.date_latest >= a.day
order by fit desc, t.date_latest - t.date_earliest, t.confidence desc, t.event_id;
