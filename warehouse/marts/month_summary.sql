-- one row: a calendar month of a collection within which something of the timeline happened or is planned
select
    t.collection, -- the topic
    strftime(t.date_earliest, '%Y-%m') as month, -- the month (ISO 8601); events that may lie outside it do not count
    count(*) as event_count, -- events of the month
    count(*) filter (t.realis = 'planned') as planned_count, -- those of them that were planned when reported
    count(*) filter (t.date_earliest = t.date_latest) as day_count, -- those of them that are dated to a day
    histogram(t.event_type) as events_by_type, -- number of events by type
    list(t.title order by t.confidence desc, t.event_id)[:5] as key_titles, -- the five surest events
    len(list_distinct(flatten(list(v.document_ids)))) as document_count -- documents that report them
from timeline as t
join event_evidence as v using (collection, event_id)
where date_trunc('month', t.date_earliest) = date_trunc('month', t.date_latest)
group by t.collection, strftime(t.date_earliest, '%Y-%m')
order by t.collection, strftime(t.date_earliest, '%Y-%m')
