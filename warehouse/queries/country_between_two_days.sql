-- What happened in a country, or by or to it, between two days?
-- Counted in are events that may have happened within the days, also those dated to a week or a month around them.
with asked as (
    select
        'PRK' as iso3,
        date '2024-10-01' as first_day,
        date '2024-11-30' as last_day
)
select
    t.date_edtf,
    t.event_type,
    t.title,
    t.sentence,
    t.publisher,
    t.url
from timeline as t
cross join asked as a
where
    coalesce(t.date_earliest, t.date_latest) <= a.last_day
    and coalesce(t.date_latest, t.date_earliest) >= a.first_day
    and (
        t.place_iso3 = a.iso3
        or t.event_id in (
            select p.event_id
            from event_participants as p
            join entities as e using (entity_id)
            where e.iso3 = a.iso3
        )
    )
order by coalesce(t.date_earliest, t.date_latest), t.date_latest, t.event_id;
