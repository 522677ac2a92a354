-- severity: error
-- table: activity_participants
-- The offsets of a participant give its very words in the document's text.
select
    t.activity_id,
    t.role,
    t.char_start,
    t.char_end,
    t.text as expected,
    substring(d.text, t.char_start + 1, t.char_end - t.char_start) as found
from activity_participants as t
join activities as m using (activity_id)
join documents as d using (document_id)
where
    t.char_start < 0
    or t.char_end <= t.char_start
    or t.char_end > length(d.text)
    or substring(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.text
order by t.activity_id, t.role, t.char_start, t.char_end
