-- The first day of a date is not after its last day.
select
    $shown,
    date_earliest,
    date_latest
from $table
where date_earliest > date_latest
order by $shown
