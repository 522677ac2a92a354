-- one row: an event in a collection, with the report that shows best what happened when
with reports as (
    -- one row: a report of an event by a document that is read and no duplicate
    select
        d.collection,
        b.event_id,
        m.mention_id,
        m.document_id,
        d.revision,
        d.source_id,
        d.title as document_title,
        coalesce(d.publisher, s.publisher) as publisher,
        d.url,
        d.published_at,
        m.char_start,
        m.char_end,
        m.sentence,
        m.date_text,
        substring(d.text, m.date_sentence_start + 1, m.date_sentence_end - m.date_sentence_start) as date_sentence,
        m.found_by,
        row_number() over (
            partition by d.collection, b.event_id
            order by
                -- what the event is taken for, then its very date, then the narrowest date, told beside it, surest
                m.realis = e.realis desc,
                m.date_earliest is not distinct from e.date_earliest
                    and m.date_latest is not distinct from e.date_latest desc,
                m.date_latest - m.date_earliest nulls last,
                m.date_sentence_start is not distinct from m.sentence_start desc,
                m.date_confidence desc,
                m.confidence desc,
                d.published_at nulls last,
                m.document_id,
                m.char_start,
                m.mention_id
        ) as place
    from event_mentions as m
    join event_membership as b using (mention_id)
    join events as e using (event_id)
    join current_documents as d using (document_id)
    left join sources as s using (source_id)
),
totals as (
    -- one row: an event in a collection
    select
        collection,
        event_id,
        count(*) as mention_count,
        count(distinct source_id) as source_count,
        list(distinct document_id order by document_id) as document_ids,
        list(distinct source_id order by source_id) as source_ids
    from reports
    group by all
),
told_in as (
    -- one row: a story that reports an event
    select
        r.collection,
        r.event_id,
        s.story_id,
        count(distinct r.document_id) as document_count,
        min(r.published_at) as first_published
    from reports as r
    join story_documents as s using (document_id)
    group by all
),
stories_of as (
    -- one row: an event in a collection
    select
        collection,
        event_id,
        list(story_id order by document_count desc, first_published nulls last, story_id) as story_ids
    from told_in
    group by all
)
select
    r.collection, -- the collection that the reporting documents belong to
    r.event_id, -- the event
    r.mention_id, -- the best report: of the event's realis and date, then the narrowest and surest date
    r.document_id, -- the document that holds the report
    r.revision, -- the document's revision
    r.document_title, -- the document's title
    r.publisher, -- the document's publisher, else its source's
    r.url, -- the document's address
    r.published_at, -- the document's publication day
    r.char_start, -- start of the trigger, in code points from the start of the document's text
    r.char_end, -- end of the trigger, exclusive
    r.sentence, -- the sentence around the trigger
    r.date_text, -- the words that give the date in this report
    r.date_sentence, -- the sentence with those words, which may be another; null when no words give the date
    r.found_by, -- what found this report: codebook, model or both
    t.mention_count, -- mentions of the event in the collection
    len(t.document_ids) as document_count, -- documents of the collection that report the event
    t.source_count, -- sources in the collection that report the event
    t.document_ids, -- the documents of the collection that report the event
    t.source_ids, -- the sources of those documents
    coalesce(s.story_ids, []) as story_ids -- the stories that those documents tell, the one with most of them first
from reports as r
join totals as t using (collection, event_id)
left join stories_of as s using (collection, event_id)
where r.place = 1
order by r.collection, r.event_id
