-- What was a time expression resolved to, against which day, and by which rule?
with asked as (
    select '%week%' as text_like
)
select
    x.document_id,
    d.published_at,
    x.char_start,
    x.text,
    x.timex_type,
    x.timex_value,
    x.date_edtf,
    x.date_basis,
    x.date_anchor,
    x.date_rule,
    x.date_confidence
from time_expressions as x
join asked as a on x.text ilike a.text_like
join documents as d using (document_id)
order by x.document_id, x.char_start, x.char_end;
