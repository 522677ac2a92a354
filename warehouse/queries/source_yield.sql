-- What does each source give, what of it cannot be used, and how far does it reach?
select
    collection,
    source_id,
    reliability,
    read_count,
    failed_count,
    duplicate_count,
    undated_count,
    first_published,
    last_published,
    event_count,
    round(event_count / nullif(read_count - duplicate_count, 0), 1) as events_per_document,
    last_error
from source_coverage
order by collection, event_count desc, source_id;
