select $shown
from $table
where $where and $column not in (select $column from $other)
order by $shown
