-- One of the values that are listed for it: $names.
select
    $shown,
    $columns
from $table
where $not_listed
order by $shown
