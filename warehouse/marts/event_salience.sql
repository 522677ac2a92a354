-- one row: an event in a collection, with how much it mattered and what says so
with weights as (
    -- one row: an event type and how much its events matter beside others
    select *
    from (
        values
            ('ASSAULT', 1.0),
            ('DISASTER', 1.0),
            ('LEADERSHIP', 1.0),
            ('ELECTION', 1.0),
            ('COERCE', 0.8),
            ('MOBILIZE', 0.8),
            ('PROTEST', 0.8),
            ('RETREAT', 0.8),
            ('SANCTION', 0.8),
            ('AGREE', 0.8),
            ('CONCEDE', 0.7),
            ('AID', 0.6),
            ('COOPERATE', 0.6),
            ('THREATEN', 0.6),
            ('REJECT', 0.5),
            ('ACCUSE', 0.5),
            ('SUPPORT', 0.5),
            ('CONSULT', 0.4),
            ('REQUEST', 0.4),
            ('OTHER', 0.4),
            ('STATEMENT', 0.2)
    ) as w (event_type, weight)
),
reports as (
    -- one row: a document that reports an event, with what it makes of it
    select
        d.collection,
        b.event_id,
        d.document_id,
        d.source_id,
        bool_or(contains(lower(d.title), lower(m.trigger))) as in_headline,
        min(m.char_start) < 600 as in_lead,
        max(d.published_at) > max(e.date_latest) + 7 as is_later
    from event_mentions as m
    join event_membership as b using (mention_id)
    join events as e using (event_id)
    join current_documents as d using (document_id)
    group by all
),
totals as (
    -- one row: an event in a collection
    select
        collection,
        event_id,
        count(*) as document_count,
        count(distinct source_id) as source_count,
        count(*) filter (in_headline) as headline_count,
        count(*) filter (in_lead) as lead_count,
        count(*) filter (is_later) as later_count
    from reports
    group by all
)
select
    t.collection, -- the collection
    t.event_id, -- the event
    round(
        coalesce(w.weight, 0.4) * e.confidence * (
            ln(1 + t.document_count)
            + ln(1 + t.later_count)
            + 0.5 * ln(1 + t.headline_count)
            + 0.5 * ln(1 + t.lead_count)
            + 0.25 * ln(1 + t.source_count)
            + 0.1 * least(len(e.actors) + len(e.recipients), 3)
        ),
        3
    ) as salience, -- how much the event mattered, from 0; to compare events of a collection with
    coalesce(w.weight, 0.4) as type_weight, -- how much events of its type matter beside others
    e.confidence, -- how sure the event is, 0 to 1
    t.document_count, -- documents that report it
    t.source_count, -- sources that report it
    t.headline_count, -- documents that have it in the title
    t.lead_count, -- documents that have it in the first 600 characters
    t.later_count, -- documents that still tell of it more than a week after
    len(e.actors) + len(e.recipients) as participant_count -- who took part
from totals as t
join events as e using (event_id)
left join weights as w using (event_type)
order by t.collection, t.event_id
