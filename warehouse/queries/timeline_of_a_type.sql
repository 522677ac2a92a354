-- What happened of one type of event in a collection, by day?
with asked as (
    select
        'pacific' as collection,
        'MOBILIZE' as event_type
)
select
    t.date_edtf,
    t.event_mode,
    t.title,
    t.place_name,
    t.sentence,
    t.source_ids
from timeline as t
join asked as a using (collection, event_type)
order by coalesce(t.date_earliest, t.date_latest), t.date_latest, t.event_id;
