-- one row: a kind of figure of an event in a collection, with what its reports say of it
with told as (
    select
        d.collection,
        m.event_id,
        q.figure.kind as kind,
        q.figure.unit as unit,
        q.figure.value as value,
        coalesce(q.figure.low, q.figure.value) as low,
        coalesce(q.figure.high, q.figure.value) as high,
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
        and coalesce(q.figure.value, q.figure.low, q.figure.high) is not null
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
    where value is not null
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
    t.kind, -- killed, injured, arrested, displaced, troops, weapons or amount
    t.unit, -- unit of the figure, such as a currency
    min(t.low) as low, -- the lowest value told, or bound such as "at least 12" sets
    any_value(b.best) as best, -- the value that most publishers tell, the latest of several; null for bounds alone
    max(t.high) as high, -- the highest value told, or bound such as "up to 30" sets
    arg_max(t.value, (coalesce(t.published_at, date '0001-01-01'), t.document_id, t.char_start)) as latest, -- the value told last
    count(*) as report_count -- how often a figure is told
from told as t
left join best as b
    on b.collection = t.collection
    and b.event_id = t.event_id
    and b.kind = t.kind
    and b.unit is not distinct from t.unit
group by t.collection, t.event_id, t.kind, t.unit
order by t.collection, t.event_id, t.kind, t.unit
