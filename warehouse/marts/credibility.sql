-- one row: an event in a collection, with how credible it is on the Admiralty scale and what that rests on
with told as (
    select
        d.collection,
        b.event_id,
        count(distinct coalesce(d.publisher, d.source_id)) as publisher_count,
        min(s.reliability) as best_reliability
    from event_mentions as m
    join event_membership as b using (mention_id)
    join current_documents as d using (document_id)
    join sources as s using (source_id)
    group by all
),
disputed as (
    select
        collection,
        event_id,
        count(distinct against_mention_id) as report_count
    from conflicts
    where subject = 'date'
    group by all
)
select
    t.collection, -- the collection
    t.event_id, -- the event
    case
        when e.confidence = 0 then '5'
        when e.confidence = 1 then '1'
        when t.publisher_count > 1 and d.event_id is null and e.confidence >= 0.9 then '1'
        when e.realis = 'alleged' or e.confidence < 0.4 then '4'
        when d.event_id is not null then '3'
        when t.best_reliability = 'F' and t.publisher_count = 1 then '6'
        when e.confidence >= 0.7 and (t.publisher_count > 1 or t.best_reliability in ('A', 'B')) then '2'
        else '3'
    end as credibility, -- 1 confirmed by independent publishers or a person, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable (a person rejects it), 6 cannot be judged
    t.publisher_count, -- publishers that report it, each counted once
    t.best_reliability, -- Admiralty letter of the most reliable source among them
    coalesce(d.report_count, 0) as disputing_count -- reports that contradict its date
from told as t
join events as e using (event_id)
left join disputed as d using (collection, event_id)
order by t.collection, t.event_id
