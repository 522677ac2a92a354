-- severity: error
-- table: activities
-- The offsets of a sentence give its very words in the document's text.
select
    t.activity_id,
    t.document_id,
    t.sentence_start,
    t.sentence_end,
    t.sentence as expected,
    substring(d.text, t.sentence_start + 1, t.sentence_end - t.sentence_start) as found
from activities as t
join documents as d using (document_id)
where
    t.sentence_start < 0
    or t.sentence_end <= t.sentence_start
    or t.sentence_end > length(d.text)
    or substring(d.text, t.sentence_start + 1, t.sentence_end - t.sentence_start) <> t.sentence
order by t.activity_id, t.document_id, t.sentence_start, t.sentence_end
