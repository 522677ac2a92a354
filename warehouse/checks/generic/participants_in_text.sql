-- The offsets of a participant give its very words in the document's text.
with not_in_sentence as (
    -- that a sentence is in the text another check holds; few participants are outside theirs
    select
        p.*,
        m.document_id
    from $table as p
    join $owners as m using ($owner)
    where
        p.char_start < m.sentence_start
        or p.char_end <= p.char_start
        or p.char_end > m.sentence_end
        or substring(m.sentence, p.char_start - m.sentence_start + 1, p.char_end - p.char_start) <> p.text
)
select
    t.$owner,
    t.role,
    t.char_start,
    t.char_end,
    t.text as expected,
    substring(d.text, t.char_start + 1, t.char_end - t.char_start) as found
from not_in_sentence as t
join documents as d using (document_id)
where
    t.char_start < 0
    or t.char_end <= t.char_start
    or t.char_end > length(d.text)
    or substring(d.text, t.char_start + 1, t.char_end - t.char_start) <> t.text
order by t.$owner, t.role, t.char_start, t.char_end
