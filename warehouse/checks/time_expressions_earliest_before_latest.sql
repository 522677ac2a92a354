-- severity: error
-- table: time_expressions
-- The first day of a date is not after its last day.
select
    document_id,
    char_start,
    text,
    date_earliest,
    date_latest
from time_expressions
where date_earliest > date_latest
order by document_id, char_start, text
