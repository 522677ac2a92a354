-- severity: error
-- table: event_mentions
-- The words of a date stand in the sentence that gives it.
select
    t.mention_id,
    t.document_id,
    t.date_sentence_start,
    t.date_sentence_end,
    t.date_text as expected,
    substring(d.text, t.date_sentence_start + 1, t.date_sentence_end - t.date_sentence_start) as found
from event_mentions as t
join documents as d using (document_id)
where
    t.date_sentence_start is not null
    and (
        t.date_sentence_start < 0
        or t.date_sentence_end > length(d.text)
        or not contains(
            substring(d.text, t.date_sentence_start + 1, t.date_sentence_end - t.date_sentence_start), t.date_text
        )
    )
order by t.mention_id
