-- Which figures of killed and injured are given for which events?
with figures as (
    select
        event_id,
        unnest(quantities, recursive := true)
    from events
)
select
    t.date_edtf,
    t.title,
    t.place_name,
    f.kind,
    f.value,
    f.text,
    t.publisher,
    t.url
from timeline as t
join figures as f using (event_id)
where f.kind in ('killed', 'injured')
order by coalesce(t.date_earliest, t.date_latest), t.event_id, f.kind, f.value;
