-- one row: a declared source, with how its refreshes fared
with documents_of as (
    -- one row: a source with documents
    select
        source_id,
        count(*) filter (status = 'read') as read_count,
        count(*) filter (status = 'failed') as failed_count
    from documents
    group by source_id
),
addresses_of as (
    -- one row: a source with addresses
    select
        source_id,
        count(*) as address_count,
        count(*) filter (status in (404, 410)) as gone_count,
        count(*) filter (error is not null and status not in (404, 410) or status is null) as faulty_count
    from fetches
    group by source_id
)
select
    s.collection, -- the collection
    s.source_id, -- the source
    s.kind, -- how the source is read
    s.location, -- where it is
    case
        when h.attempted_at is null then 'new'
        when h.error is not null then 'failing'
        when h.attempted_at > h.news_at + to_days(s.fresh_days::int) then 'stale'
        else 'well'
    end as health, -- well, failing (see error), stale (nothing new within fresh_days) or new (not refreshed yet)
    h.attempted_at, -- when it was last refreshed
    h.succeeded_at, -- when it could last be read
    h.news_at, -- when a refresh last found something new or changed
    coalesce(h.failure_count, 0) as failure_count, -- refreshes in a row in which it could not be read
    h.error, -- why it could not be read when it was last refreshed
    h.seconds, -- seconds that the last refresh took to list and fetch what is there
    coalesce(d.read_count, 0) as read_count, -- documents that were read
    coalesce(d.failed_count, 0) as failed_count, -- documents that could not be read
    coalesce(a.address_count, 0) as address_count, -- web addresses asked for so far
    coalesce(a.gone_count, 0) as gone_count, -- addresses that the server says are gone
    coalesce(a.faulty_count, 0) as faulty_count, -- addresses that could not be fetched when last asked for
    s.fresh_days -- days within which something new is expected
from sources as s
left join source_status as h using (source_id)
left join documents_of as d using (source_id)
left join addresses_of as a using (source_id)
order by s.collection, s.source_id
