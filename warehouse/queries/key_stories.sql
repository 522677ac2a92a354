-- Which stories mattered most, and what are they about?
with asked as (
    select
        'pacific' as collection,
        5 as stories
)
select
    s.story_id,
    s.title,
    s.first_day,
    s.last_day,
    s.salience,
    s.summary,
    s.key_titles,
    s.document_count
from story_summary as s
join asked as a using (collection)
where s.salience_rank <= a.stories
order by s.salience_rank;
