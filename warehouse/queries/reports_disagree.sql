-- Where do the reports of an event disagree, on its date or on a figure?
select
    event_id,
    title,
    date_edtf,
    source_count,
    unnest(conflicts) as conflict
from events
where len(conflicts) > 0
order by event_id, conflict;
