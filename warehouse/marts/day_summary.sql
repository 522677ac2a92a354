-- one row: a day of a collection on which something of the timeline happened or is planned
select
    t.collection, -- the topic
    t.date_earliest as day, -- the day; only events that are dated to this very day count
    count(*) as event_count, -- events of the day
    count(*) filter (t.realis = 'planned') as planned_count, -- those of them that were planned when reported
    histogram(t.event_type) as events_by_type, -- number of events by type
    list(t.title order by t.confidence desc, t.event_id) as titles, -- what happened, surest first
    list_sort(list_distinct(flatten(list(v.document_ids)))) as document_ids -- the documents that report it
from timeline as t
join event_evidence as v using (collection, event_id)
where t.date_earliest = t.date_latest
group by t.collection, t.date_earliest
order by t.collection, t.date_earliest
