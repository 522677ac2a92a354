-- How many events of each type were there in each month?
select
    collection,
    month,
    unnest(map_entries(events_by_type), recursive := true)
from month_summary
order by collection, month, key;
