-- one row: a story: documents of a collection that were published about one thing within some days
with told as (
    select
        d.collection,
        t.story_id,
        d.document_id,
        coalesce(d.publisher, d.source_id) as publisher,
        d.published_at,
        d.title,
        row_number() over (partition by t.story_id order by d.published_at nulls last, d.document_id) as place
    from story_documents as t
    join documents as d using (document_id)
),
copies as (
    -- one row: a story that has copies of its documents elsewhere
    select
        t.story_id,
        count(*) as copy_count
    from documents as d
    join story_documents as t on t.document_id = d.duplicate_of
    group by t.story_id
),
events_told as (
    select
        t.story_id,
        count(distinct b.event_id) as event_count
    from story_documents as t
    join event_mentions as m using (document_id)
    join event_membership as b using (mention_id)
    group by t.story_id
)
select
    t.collection, -- the collection
    t.story_id, -- the story
    arg_min(t.title, t.place) as title, -- title of its first document that has one
    min(t.published_at) as first_published, -- earliest publication day of its documents
    max(t.published_at) as last_published, -- latest publication day of its documents
    count(*) as document_count, -- documents, those that repeat another not counted
    count(distinct t.publisher) as publisher_count, -- publishers of them
    any_value(coalesce(c.copy_count, 0)) as copy_count, -- documents that repeat one of them
    any_value(coalesce(e.event_count, 0)) as event_count, -- events that they report
    list(t.document_id order by t.place) as document_ids -- its documents, the first published first
from told as t
left join copies as c using (story_id)
left join events_told as e using (story_id)
group by t.collection, t.story_id
order by t.collection, min(t.published_at) nulls last, t.story_id
