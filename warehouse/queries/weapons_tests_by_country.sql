-- Which countries tested or displayed weapons, how often, and when for the first and the last time?
select
    e.iso3,
    first(e.name order by e.entity_type, e.entity_id) as country,
    count(distinct t.event_id) as event_count,
    min(coalesce(t.date_earliest, t.date_latest)) as first_day,
    max(coalesce(t.date_latest, t.date_earliest)) as last_day
from timeline as t
join event_participants as p on p.event_id = t.event_id and p.role = 'actor'
join entities as e using (entity_id)
where
    t.event_type = 'MOBILIZE'
    and t.event_mode = 'weapons'
    and t.realis = 'asserted'
    and e.iso3 is not null
group by e.iso3
order by event_count desc, e.iso3;
