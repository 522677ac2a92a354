-- one row: a kind of figure of an event in a collection, with what its reports say of it
with told as (
    select
        d.collection,
        m.event_id,
        q.figure.kind as kind,
        q.figure.unit as unit,
        q.figure.value as value,
        d.published_at,
        d.document_id,
        coalesce(d.publisher, d.source_id) as publisher,
        m.char_start
    from event_mentions as m
    join documents as d using (document_id)
    cross join unnest(m.quantities) as q (figure)
    where d.status = 'read'
        and d.duplicate_of is null
        and m.event_id is not null
        and q.figure.value is not null
),
counted as (
    -- one row: a value, and by how many publishers it is told
    select
        collection,
        event_id,
        kind,
        unit,
        value,
        count(distinct publisher) as publishers,
        max(published_at) as published_at
    from told
    group by all
),
best as (
    select
        collection,
        event_id,
        kind,
        unit,
        arg_max(value, (publishers, coalesce(published_at, date '0001-01-01'), value)) as best
    from counted
    group by all
)
select
    t.collection, -- the topic
    t.event_id, -- the event
    t.kind, -- killed, injured, arrested, troops, amount or other
    t.unit, -- unit of the figure, such as a currency
    min(t.value) as low, -- the lowest value told
    any_value(b.best) as best, -- the value that most publishers tell, the latest of several
    max(t.value) as high, -- the highest value told
    arg_max(t.value, (coalesce(t.published_at, date '0001-01-01'), t.document_id, t.char_start)) as latest, -- the value told last
    count(*) as report_count -- how often a value is told
from told as t
join best as b
    on b.collection = t.collection
    and b.event_id = t.event_id
    and b.kind = t.kind
    and b.unit is not distinct from t.unit
group by t.collection, t.event_id, t.kind, t.unit
order by t.collection, t.event_id, t.kind, t.unit
