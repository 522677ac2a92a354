-- severity: error
-- table: time_expressions
-- Every time expression lies in a document of the store.
select
    document_id,
    char_start,
    text
from time_expressions
where document_id not in (select document_id from documents)
order by document_id, char_start, text
