-- Which days mattered most, and what happened on them?
with asked as (
    select
        'pacific' as collection,
        3 as days
)
select
    s.day,
    s.salience,
    s.summary,
    s.titles
from day_summary as s
join asked as a using (collection)
where s.summary is not null and s.event_count > 0
qualify row_number() over (order by s.salience desc, s.day) <= a.days
order by s.day;
