-- one row: an entity in a dated event of a collection, or in an activity that the codebook has no type for, by day
with told as (
    -- one row: a dated event in a collection, with its best report
    select
        v.collection,
        e.event_id,
        null::varchar as activity_id,
        e.date_earliest,
        e.date_latest,
        e.date_edtf,
        e.date_basis,
        e.date_text,
        e.date_confidence,
        e.event_type,
        e.event_mode,
        e.realis,
        e.title,
        e.place_name,
        e.place_iso3,
        e.confidence,
        s.salience,
        v.sentence,
        v.date_sentence,
        v.document_id,
        v.char_start,
        v.char_end,
        v.document_ids,
        v.source_ids,
        v.story_ids
    from events as e
    join event_evidence as v using (event_id)
    join event_salience as s using (collection, event_id)
    where
        coalesce(e.date_earliest, e.date_latest) is not null
        and e.date_basis <> 'none'
        and e.realis in ('asserted', 'alleged', 'planned')
        and e.confidence >= 0.4
    union all by name
    select
        d.collection,
        a.* exclude (sentence_start, sentence_end, trigger),
        a.trigger as title,
        [a.document_id] as document_ids,
        [d.source_id] as source_ids,
        if(s.story_id is null, [], [s.story_id]) as story_ids
    from activities as a
    join documents as d using (document_id)
    left join story_documents as s using (document_id)
    where a.realis in ('asserted', 'alleged', 'planned')
)
select
    t.collection, -- the collection
    n.name as entity, -- who: a country, organisation, person, product, group or place
    n.entity_id, -- the entity
    n.entity_type, -- country, organisation, person, product, group or place
    n.iso3 as entity_iso3, -- code of the entity's country, or of an intergovernmental organisation
    n.aliases, -- other names of the entity
    i.involvement, -- actor, recipient, actor and recipient, or named: the sentence names it, in no role
    t.event_id, -- the event; null for an activity
    t.activity_id, -- the activity that the codebook has no type for; null for an event
    t.date_earliest, -- first day it can have been, inclusive; null when open
    t.date_latest, -- last day it can have been, inclusive; null when open
    t.date_edtf, -- when it was, in EDTF (ISO 8601-2)
    t.date_basis, -- what the date rests on; publication with an open start: told as past in a report of that day
    t.date_text, -- the words that give the date
    t.date_confidence, -- how sure the date is, 0 to 1
    t.event_type, -- PLOVER root type, or LEADERSHIP, ELECTION, DISASTER, STATEMENT, OTHER; null for an activity
    t.event_mode, -- mode within the type
    t.realis, -- asserted, alleged or planned
    t.title, -- what happened, in a line; the verb of an activity
    t.place_name, -- where it happened
    t.place_iso3, -- ISO 3166-1 alpha-3 code of the country of the place
    t.confidence, -- how sure the event is, 0 to 1
    t.salience, -- how much the event mattered in the collection, from 0
    t.sentence, -- the evidence: the sentence of the best report
    t.date_sentence, -- the sentence that gives that report's date, which may be another; null when no words do
    t.document_id, -- the document that holds the evidence
    d.revision, -- the document's revision
    d.title as document_title, -- the document's title
    coalesce(d.publisher, s.publisher) as publisher, -- who published the document
    d.url, -- the document's address
    d.published_at, -- the document's publication day
    t.char_start, -- start of the evidence's trigger, in code points from the start of the document's text
    t.char_end, -- end of the evidence's trigger, exclusive
    t.document_ids, -- all documents of the collection that report it
    t.source_ids, -- all sources of those documents
    t.story_ids -- all stories of those documents
from entity_involvement as i
join told as t
    on i.collection = t.collection
    and i.event_id is not distinct from t.event_id
    and i.activity_id is not distinct from t.activity_id
join entities as n using (entity_id)
join documents as d on t.document_id = d.document_id
left join sources as s using (source_id)
order by
    t.collection,
    n.entity_id,
    coalesce(t.date_earliest, t.date_latest),
    t.date_latest,
    t.event_id,
    t.activity_id
