-- How many events of each type were there in each month?
with counts as (
    select
        collection,
        month,
        unnest(map_entries(events_by_type)) as entry
    from month_summary
)
select
    collection,
    month,
    entry.key as event_type,
    entry.value as event_count
from counts
order by collection, month, event_type;
