-- severity: error
-- table: summaries
-- Every sentence of a summary stands word for word in its document.
with sentences as (
    select
        collection,
        period,
        first_day,
        unnest(sentences) as sentence
    from summaries
)
select
    s.collection,
    s.period,
    s.first_day,
    s.sentence.text as expected
from sentences as s
left join documents as d on d.document_id = s.sentence.document_id
where
    substring(d.text, s.sentence.char_start + 1, s.sentence.char_end - s.sentence.char_start)
    is distinct from s.sentence.text
order by s.collection, s.period, s.first_day
