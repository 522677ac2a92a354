-- one row: a story of a collection, with what mattered in it
with events_told as (
    -- one row: an event of the timeline in a story that reports it
    select
        collection,
        unnest(story_ids) as story_id,
        story_ids[1] as told_most_in,
        event_id,
        title,
        salience,
        confidence
    from timeline
),
happened as (
    -- one row: a story with events of the timeline
    select
        collection,
        story_id,
        count(*) as event_count,
        list(title order by salience desc, confidence desc, event_id)[:5] as key_titles,
        list(event_id order by salience desc, confidence desc, event_id)[:5] as key_event_ids,
        coalesce(sum(salience) filter (told_most_in = story_id), 0) as salience
    from events_told
    group by all
),
sources_of as (
    select
        t.story_id,
        list(distinct d.source_id order by d.source_id) as source_ids
    from story_documents as t
    join documents as d using (document_id)
    group by t.story_id
)
select
    s.collection, -- the collection
    s.story_id, -- the story
    s.title, -- title of its first document that has one
    s.first_published as first_day, -- earliest publication day of its documents; null when none is known
    s.last_published as last_day, -- latest publication day of its documents
    round(coalesce(h.salience, 0), 3) as salience, -- how much the events mattered that are told most in this story, together
    rank() over (partition by s.collection order by round(coalesce(h.salience, 0), 3) desc, s.story_id) as salience_rank, -- 1 for the most salient story of the collection
    array_to_string(list_transform(t.sentences, lambda s: s.text), ' ') as summary, -- up to three sentences of its documents, word for word; null where none tells of an event and can stand alone
    coalesce(t.sentences, []) as sentences, -- the same one by one: document, offsets, words, whether they give a day themselves
    coalesce(h.event_count, 0) as event_count, -- events of the timeline that it reports
    coalesce(h.key_titles, []) as key_titles, -- the five most salient of them
    coalesce(h.key_event_ids, []) as key_event_ids, -- their ids
    s.document_count, -- its documents, those that repeat another not counted
    s.document_ids, -- the same one by one, the first published first
    len(o.source_ids) as source_count, -- the sources of its documents
    o.source_ids -- the same one by one
from stories as s
join sources_of as o using (story_id)
left join happened as h using (collection, story_id)
left join story_summaries as t using (collection, story_id)
order by s.collection, s.first_published nulls last, s.story_id
