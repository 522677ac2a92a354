-- severity: error
-- table: story_summaries
-- Every sentence of a story's summary stands word for word in a document of the story.
with sentences as (
    select
        collection,
        story_id,
        unnest(sentences) as sentence
    from story_summaries
)
select
    s.collection,
    s.story_id,
    s.sentence.text as expected
from sentences as s
left join documents as d on d.document_id = s.sentence.document_id
left join story_documents as t on t.document_id = s.sentence.document_id
where
    t.story_id is distinct from s.story_id
    or substring(d.text, s.sentence.char_start + 1, s.sentence.char_end - s.sentence.char_start)
    is distinct from s.sentence.text
order by s.collection, s.story_id
