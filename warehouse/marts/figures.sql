-- one row: a kind of figure of an event in a collection, with what its reports say of it
with told as (
    select
        d.collection,
        b.event_id,
        q.figure.kind as kind,
        q.figure.unit as unit,
        q.figure.value as value,
        coalesce(q.figure.low, q.figure.value) as low,
        coalesce(q.figure.high, q.figure.value) as high,
        coalesce(d.published_at, date '0001-01-01') as told_on, -- what is undated counts as told first
        d.document_id,
        coalesce(d.publisher, d.source_id) as publisher,
        m.char_start,
        list_contains(m.corrects, q.figure.kind) as corrects
    from event_mentions as m
    join event_membership as b using (mention_id)
    join current_documents as d using (document_id)
    cross join unnest(m.quantities) as q (figure)
    where coalesce(q.figure.value, q.figure.low, q.figure.high) is not null
),
retracted as (
    -- one row: a kind of figure that a report says earlier ones had wrong, with the last day on which one does
    select
        collection,
        event_id,
        kind,
        max(told_on) as retracted_on
    from told
    where corrects
    group by all
),
wrong as (
    -- one row: a value that was told until then, and is not what the last correction says
    select
        t.collection,
        t.event_id,
        t.kind,
        t.value
    from told as t
    join retracted as r using (collection, event_id, kind)
    where t.told_on <= r.retracted_on
    group by t.collection, t.event_id, t.kind, t.value
    having not bool_or(t.corrects and t.told_on = r.retracted_on)
),
counted as (
    -- one row: a value that stands against no correction, and by how many publishers it is told
    select
        t.collection,
        t.event_id,
        t.kind,
        t.unit,
        t.value,
        count(distinct t.publisher) as publishers,
        max(t.told_on) as told_on
    from told as t
    anti join wrong using (collection, event_id, kind, value)
    where t.value is not null
    group by all
),
best as (
    select
        collection,
        event_id,
        kind,
        unit,
        arg_max(value, (publishers, told_on, value)) as best
    from counted
    group by all
)
select
    t.collection, -- the collection
    t.event_id, -- the event
    t.kind, -- killed, injured, arrested, displaced, troops, weapons or amount
    t.unit, -- unit of the figure, such as a currency
    min(t.low) as low, -- the lowest value told, or bound such as "at least 12" sets
    any_value(b.best) as best, -- the value that most publishers tell, the latest of several, leaving out what a report corrects; null for bounds alone
    max(t.high) as high, -- the highest value told, or bound such as "up to 30" sets
    arg_max(t.value, (t.told_on, t.corrects, t.document_id, t.char_start)) as latest, -- the value told last; of those of one day that which corrects earlier reports
    count(*) as report_count, -- how often a figure is told
    bool_or(t.corrects) as retracted -- whether a report says in its words that earlier ones had it wrong
from told as t
left join best as b
    on b.collection = t.collection
    and b.event_id = t.event_id
    and b.kind = t.kind
    and b.unit is not distinct from t.unit
group by t.collection, t.event_id, t.kind, t.unit
order by t.collection, t.event_id, t.kind, t.unit
