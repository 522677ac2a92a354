-- severity: error
-- table: time_expressions
-- A date has an EDTF form when it has a first or a last day, and none when it has neither.
select
    document_id,
    char_start,
    text,
    date_edtf,
    date_earliest,
    date_latest
from time_expressions
where (date_edtf is null) <> (coalesce(date_earliest, date_latest) is null)
order by document_id, char_start, text
