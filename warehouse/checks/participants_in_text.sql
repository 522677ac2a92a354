-- severity: error
-- table: participants
-- The offsets of a participant give its very words in the document's text.
select
    t.mention_id,
    t.role,
    t.char_start,
    t.char_end,
    t.text as expected,
    substring(d.text, t.char_start + 1, t.char_end - t.char_start) as found
from participants as t
join event_mentions as m using (mention_id)
join documents as d using (document_id)
where
    t.char_start < 0
    or t.char_end <= t.char_start
    or t.char_end > length(d.text)
    or substring(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.text
order by t.mention_id, t.role, t.char_start, t.char_end
