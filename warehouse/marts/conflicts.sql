-- one row: a report that contradicts its event on the date or on a figure, with both sides
with reports as (
    -- one row: a report of an event by a document that is read and no duplicate
    select
        d.collection,
        b.event_id,
        m.*,
        d.title as document_title,
        coalesce(d.publisher, s.publisher) as publisher,
        d.url,
        d.published_at
    from event_mentions as m
    join event_membership as b using (mention_id)
    join current_documents as d using (document_id)
    left join sources as s using (source_id)
),
sides as (
    -- one row: what a report says of something on which the event says something else
    select
        r.collection,
        r.event_id,
        r.mention_id,
        'date' as subject,
        e.date_edtf as stands,
        r.date_edtf as against
    from reports as r
    join events as e using (event_id)
    where r.date_latest < e.date_earliest or r.date_earliest > e.date_latest
    union all
    select
        r.collection,
        r.event_id,
        r.mention_id,
        q.figure.kind,
        p.figure.text,
        q.figure.text
    from reports as r
    cross join unnest(r.quantities) as q (figure)
    join events as e using (event_id)
    cross join unnest(e.quantities) as p (figure)
    where q.figure.kind = p.figure.kind
        and q.figure.value <> p.figure.value
        and coalesce(q.figure.unit, '') = coalesce(p.figure.unit, '')
),
retracted as (
    -- one row: what a report of an event says that earlier ones had wrong: date, or a kind of figure
    select distinct
        event_id,
        unnest(corrects) as subject
    from reports
)
select
    c.collection, -- the collection
    c.event_id, -- the event
    e.title, -- what happened, in a line
    c.subject, -- date, or the kind of the figure: killed, injured, arrested, troops, amount, other
    c.stands, -- what the event is taken to be: what corrects earlier reports, else the best evidence's date, the figure told last
    c.against, -- what this report says instead
    v.sentence as stands_sentence, -- the sentence of the event's best report
    v.document_id as stands_document_id, -- the document that holds it
    v.publisher as stands_publisher, -- who published that document
    v.published_at as stands_published_at, -- that document's publication day
    r.mention_id as against_mention_id, -- the report that contradicts
    r.sentence as against_sentence, -- its sentence
    r.document_id as against_document_id, -- the document that holds it
    r.document_title as against_document_title, -- that document's title
    r.publisher as against_publisher, -- who published that document
    r.url as against_url, -- that document's address
    r.published_at as against_published_at, -- that document's publication day
    k.event_id is not null as retracted -- whether a report says in its words that earlier ones had it wrong; what it says then stands
from sides as c
join events as e using (event_id)
join reports as r using (collection, event_id, mention_id)
join event_evidence as v using (collection, event_id)
left join retracted as k using (event_id, subject)
order by c.collection, c.event_id, c.subject, r.published_at nulls last, r.mention_id, c.against, c.stands
