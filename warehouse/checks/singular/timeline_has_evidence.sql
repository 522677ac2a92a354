-- severity: error
-- table: timeline
-- Every row of the timeline has a sentence, the document that holds it, and all sources of its documents.
with sources_of as (
    select
        t.collection,
        t.event_id,
        list(distinct d.source_id order by d.source_id) as source_ids
    from timeline as t
    cross join unnest(t.document_ids) as u (document_id)
    join documents as d on d.document_id = u.document_id
    group by all
)
select
    t.collection,
    t.event_id,
    t.sentence,
    t.document_ids,
    t.source_ids
from timeline as t
left join sources_of as s using (collection, event_id)
left join documents as d using (document_id)
where
    coalesce(not contains(d.text, t.sentence), true)
    or not list_contains(t.document_ids, t.document_id)
    or t.source_ids is distinct from s.source_ids
order by t.collection, t.event_id
