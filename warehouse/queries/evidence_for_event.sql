-- What is the evidence for an event: every report of it, with offsets, and the words found at them?
with asked as (
    select '%test%' as title_like
)
select
    e.event_id,
    e.title,
    m.document_id,
    d.revision,
    m.char_start,
    m.char_end,
    substring(d.text, m.char_start + 1, m.char_end - m.char_start) as words,
    m.sentence,
    m.realis,
    m.date_edtf,
    m.date_text,
    m.confidence,
    m.found_by
from events as e
join asked as a on e.title ilike a.title_like
join event_mentions as m using (event_id)
join documents as d using (document_id)
order by e.event_id, d.published_at, m.document_id, m.char_start;
