-- What happened in a story, by day?
-- A story is a group of documents about one thing; here it is asked for by words of the title.
with asked as (
    select '%of d_wire_1%' as title_like
)
select
    s.title as story,
    t.date_edtf,
    t.event_type,
    t.title,
    t.sentence,
    t.document_ids,
    t.source_ids
from stories as s
join asked as a on s.title ilike a.title_like
join timeline as t on list_contains(t.story_ids, s.story_id)
order by s.story_id, coalesce(t.date_earliest, t.date_latest), t.date_latest, t.event_id;
