-- An event id that was noted earlier is gone: what became of it?
select
    l.event_id,
    l.change,
    l.successor_id,
    e.title,
    e.date_edtf
from event_lineage as l
left join events as e on e.event_id = l.successor_id
order by l.event_id, l.successor_id;
