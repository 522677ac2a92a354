select
    $key,
    count(*) as row_count
from $table
group by $key
having count(*) > 1
order by $key
