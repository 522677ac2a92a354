-- What is planned for after the newest document of its collection?
with newest as (
    select
        collection,
        max(published_at) as published_at
    from documents
    where status = 'read'
    group by collection
)
select
    t.collection,
    t.date_edtf,
    t.event_type,
    t.title,
    t.date_text,
    t.sentence,
    t.published_at
from timeline as t
join newest as n using (collection)
where t.realis = 'planned' and coalesce(t.date_latest, t.date_earliest) > n.published_at
order by t.collection, coalesce(t.date_earliest, t.date_latest), t.event_id;
