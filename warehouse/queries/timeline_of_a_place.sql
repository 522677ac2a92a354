-- What happened at a place, by day?
-- The code of a country (ISO 3166, three letters) asks for all places in it.
with asked as (
    select 'Seoul' as place
)
select
    t.date_edtf,
    t.event_type,
    t.title,
    t.place_name,
    t.place_iso3,
    t.sentence,
    t.source_ids
from timeline as t
join asked as a on a.place in (t.place_name, t.place_iso3)
order by coalesce(t.date_earliest, t.date_latest), t.date_latest, t.event_id;
