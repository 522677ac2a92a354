-- severity: error
-- table: activities
-- The offsets of a trigger give its very words in the document's text.
select
    t.activity_id,
    t.document_id,
    t.char_start,
    t.char_end,
    t.trigger as expected,
    substring(d.text, t.char_start + 1, t.char_end - t.char_start) as found
from activities as t
join documents as d using (document_id)
where
    t.char_start < 0
    or t.char_end <= t.char_start
    or t.char_end > length(d.text)
    or substring(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.trigger
order by t.activity_id, t.document_id, t.char_start, t.char_end
