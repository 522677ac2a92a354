-- one row: a declared source, with what was read from it and what was not
with reading as (
    -- one row: a source with documents
    select
        source_id,
        count(*) filter (status = 'read') as read_count,
        count(*) filter (status = 'failed') as failed_count,
        count(*) filter (status = 'removed') as removed_count,
        count(duplicate_of) as duplicate_count,
        count(*) filter (status = 'read' and published_at is null) as undated_count,
        min(published_at) filter (status = 'read') as first_published,
        max(published_at) filter (status = 'read') as last_published
    from documents
    group by source_id
),
finding as (
    -- one row: a source with mentions
    select
        d.source_id,
        count(*) as mention_count,
        count(distinct b.event_id) as event_count
    from event_mentions as m
    join current_documents as d using (document_id)
    left join event_membership as b using (mention_id)
    group by d.source_id
)
select
    s.collection, -- the collection
    s.source_id, -- the source
    s.kind, -- how the source is read
    s.publisher, -- who publishes its documents
    s.reliability, -- Admiralty letter, A to F
    coalesce(r.read_count, 0) as read_count, -- documents that were read, duplicates included
    coalesce(r.failed_count, 0) as failed_count, -- documents that could not be read
    coalesce(r.removed_count, 0) as removed_count, -- documents that are gone from the source
    coalesce(r.duplicate_count, 0) as duplicate_count, -- documents read that repeat the text of another
    coalesce(r.undated_count, 0) as undated_count, -- documents read that have no publication date
    r.first_published, -- earliest publication day of a document read
    r.last_published, -- latest publication day of a document read
    coalesce(f.mention_count, 0) as mention_count, -- event mentions found
    coalesce(f.event_count, 0) as event_count, -- events that they were joined to
    a.error as last_error -- why the source could not be read when it was last refreshed
from sources as s
left join reading as r using (source_id)
left join finding as f using (source_id)
left join source_status as a using (source_id)
order by s.collection, s.source_id
