-- severity: error
-- table: summaries
-- A day or month of a collection is summarised once.
select
    collection,
    period,
    first_day,
    count(*) as row_count
from summaries
group by collection, period, first_day
having count(*) > 1
order by collection, period, first_day
