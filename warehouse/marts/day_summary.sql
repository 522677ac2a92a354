-- one row: a day of a collection on which something of the timeline happened or is planned, or that reports tell of
with happened as (
    -- one row: a day with events that are dated to this very day
    select
        t.collection,
        t.date_earliest as day,
        count(*) as event_count,
        count(*) filter (t.realis = 'planned') as planned_count,
        histogram(t.event_type) as events_by_type,
        list(t.title order by t.salience desc, t.confidence desc, t.event_id) as titles,
        list(t.event_id order by t.salience desc, t.confidence desc, t.event_id)[:5] as key_event_ids,
        list_sort(list_distinct(flatten(list(v.document_ids)))) as document_ids
    from timeline as t
    join event_evidence as v using (collection, event_id)
    where t.date_earliest = t.date_latest
    group by t.collection, t.date_earliest
),
told as (
    -- one row: a day that sentences tell of
    select
        collection,
        first_day as day,
        salience,
        sentences
    from summaries
    where period = 'day'
)
select
    collection, -- the collection
    day, -- the day
    coalesce(t.salience, 0) as salience, -- how much later reports refer to the day: the more, the more it mattered
    rank() over (partition by collection order by coalesce(t.salience, 0) desc, day) as salience_rank, -- 1 for the most salient day of the collection
    array_to_string(list_transform(t.sentences, lambda s: s.text), ' ') as summary, -- up to two sentences of the reports, word for word; null without
    coalesce(t.sentences, []) as sentences, -- the same one by one: document, offsets, words, whether they give the day themselves
    coalesce(h.event_count, 0) as event_count, -- events dated to this very day
    coalesce(h.planned_count, 0) as planned_count, -- those of them that were planned when reported
    coalesce(h.events_by_type, map([]::varchar[], []::ubigint[])) as events_by_type, -- number of events by type
    coalesce(h.titles, []) as titles, -- what happened, the most salient first
    coalesce(h.key_event_ids, []) as key_event_ids, -- the five most salient events
    coalesce(h.document_ids, []) as document_ids -- the documents that report the events
from happened as h
full join told as t using (collection, day)
order by collection, day
