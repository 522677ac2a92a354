-- Which events are reported by two sources or more?
select
    collection,
    date_edtf,
    event_type,
    title,
    source_count,
    document_count,
    mention_count
from timeline
where source_count >= 2
order by source_count desc, collection, coalesce(date_earliest, date_latest), event_id;
