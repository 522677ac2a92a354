-- What did a country, organisation, person or product do, and what was done to it?
-- Without an event type it is an activity: told by a verb that the codebook has no type for.
with asked as (
    select 'Japan' as entity
)
select
    t.date_edtf,
    t.involvement,
    coalesce(t.event_type, 'activity') as kind,
    t.title,
    t.sentence,
    t.source_ids
from entity_timeline as t
join asked as a
    on t.entity = a.entity
    or list_contains(t.aliases, a.entity)
order by coalesce(t.date_earliest, t.date_latest), t.date_latest, t.document_id, t.char_start;
