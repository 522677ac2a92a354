-- severity: error
-- table: time_expressions
-- The offsets of a time expression give its very words in the document's text.
select
    t.document_id,
    t.char_start,
    t.char_end,
    t.text as expected,
    substring(d.text, t.char_start + 1, t.char_end - t.char_start) as found
from time_expressions as t
join documents as d using (document_id)
where
    t.char_start < 0
    or t.char_end <= t.char_start
    or t.char_end > length(d.text)
    or substring(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.text
order by t.document_id, t.char_start, t.char_end
