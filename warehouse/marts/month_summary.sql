-- one row: a calendar month of a collection within which something of the timeline happened or is planned, or that reports tell of
with happened as (
    -- one row: a month with events that cannot lie outside it
    select
        t.collection,
        date_trunc('month', t.date_earliest)::date as first_day,
        count(*) as event_count,
        count(*) filter (t.realis = 'planned') as planned_count,
        count(*) filter (t.date_earliest = t.date_latest) as day_count,
        histogram(t.event_type) as events_by_type,
        list(t.title order by t.salience desc, t.confidence desc, t.event_id)[:5] as key_titles,
        list(t.event_id order by t.salience desc, t.confidence desc, t.event_id)[:5] as key_event_ids,
        len(list_distinct(flatten(list(v.document_ids)))) as document_count
    from timeline as t
    join event_evidence as v using (collection, event_id)
    where date_trunc('month', t.date_earliest) = date_trunc('month', t.date_latest)
    group by all
),
told as (
    -- one row: a month with days that sentences tell of
    select
        collection,
        first_day,
        salience,
        sentences
    from summaries
    where period = 'month'
)
select
    collection, -- the collection
    strftime(first_day, '%Y-%m') as month, -- the month (ISO 8601)
    coalesce(t.salience, 0) as salience, -- how much later reports refer to its days
    rank() over (partition by collection order by coalesce(t.salience, 0) desc, first_day) as salience_rank, -- 1 for the most salient month of the collection
    array_to_string(list_transform(t.sentences, lambda s: s.text), ' ') as summary, -- up to three sentences of the reports, word for word, on its most salient days; null without
    coalesce(t.sentences, []) as sentences, -- the same one by one: document, offsets, words, whether they give the day themselves
    coalesce(h.event_count, 0) as event_count, -- events of the month; those that may lie outside it do not count
    coalesce(h.planned_count, 0) as planned_count, -- those of them that were planned when reported
    coalesce(h.day_count, 0) as day_count, -- those of them that are dated to a day
    coalesce(h.events_by_type, map([]::varchar[], []::ubigint[])) as events_by_type, -- number of events by type
    coalesce(h.key_titles, []) as key_titles, -- the five most salient events
    coalesce(h.key_event_ids, []) as key_event_ids, -- their ids
    coalesce(h.document_count, 0) as document_count -- documents that report the events
from happened as h
full join told as t using (collection, first_day)
order by collection, first_day
