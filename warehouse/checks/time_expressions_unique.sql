-- severity: error
-- table: time_expressions
-- No words of a document are read as two time expressions.
select
    document_id,
    char_start,
    char_end,
    count(*) as row_count
from time_expressions
group by document_id, char_start, char_end
having count(*) > 1
order by document_id, char_start, char_end
