-- one row: an event in a collection that is dated, asserted or planned, and salient, by day.
-- Dated: with a first or a last day, a basis for it, and a confidence of at least 0.25. Salient: confidence of at
-- least 0.4, and for the types STATEMENT and OTHER somebody who takes part.
select
    v.collection, -- the collection
    e.event_id, -- the event
    e.date_earliest, -- first day it can have been, inclusive; null when open
    e.date_latest, -- last day it can have been, inclusive; null when open
    e.date_edtf, -- when it happened, in EDTF (ISO 8601-2)
    e.date_granularity, -- how fine the words are: day, week, month …
    e.date_qualifier, -- EDTF qualifier: ~ approximate, ? uncertain, % both, empty for neither
    e.date_extent, -- whether it happened at some moment within the bounds, or spans them
    e.date_basis, -- what the date rests on
    e.date_text, -- the words that give the date
    e.date_confidence, -- how sure the date is, 0 to 1
    case
        when e.date_latest - e.date_earliest = 0 then 1
        when e.date_latest - e.date_earliest <= 6 then 2
        when e.date_latest - e.date_earliest > 6 then 3
    end as acled_time_precision, -- ACLED time_precision: 1 a day, 2 up to a week, 3 more; null when an end is open
    case
        when e.date_latest - e.date_earliest = 0 then 1
        when e.date_latest - e.date_earliest <= 5 then 2
        when e.date_latest - e.date_earliest = 6 then 3
        when e.date_latest - e.date_earliest <= 30 then 4
        when e.date_latest - e.date_earliest <= 365 then 5
    end as ucdp_date_prec, -- UCDP date_prec: 1 a day, 2 2–6 days, 3 a week, 4 up to a month, 5 up to a year; else null
    e.event_type, -- PLOVER root type, or LEADERSHIP, ELECTION, DISASTER, STATEMENT, OTHER
    e.event_mode, -- mode within the type, such as weapons or troops for MOBILIZE
    e.realis, -- asserted or planned
    e.title, -- what happened, in a line
    e.actors, -- who did it
    e.recipients, -- to whom it was done
    e.place_name, -- where it happened
    e.place_iso3, -- ISO 3166-1 alpha-3 code of the country of the place
    e.quantities, -- figures: kind, value, unit, words
    e.confidence, -- how sure the event is, 0 to 1
    s.salience, -- how much the event mattered in the collection, from 0: see event_salience
    v.sentence, -- the evidence: the sentence of the best report
    v.date_sentence, -- the sentence that gives that report's date, which may be another; null when no words do
    v.document_id, -- the document that holds the evidence
    v.revision, -- the document's revision
    v.document_title, -- the document's title
    v.publisher, -- who published the document
    v.url, -- the document's address
    v.published_at, -- the document's publication day
    v.char_start, -- start of the evidence's trigger, in code points from the start of the document's text
    v.char_end, -- end of the evidence's trigger, exclusive
    v.mention_count, -- mentions of the event in the collection
    v.document_count, -- documents of the collection that report the event
    v.source_count, -- sources in the collection that report the event
    v.document_ids, -- those documents
    v.source_ids, -- those sources
    v.story_ids, -- the stories of the collection that report the event, the one with most of its documents first
    o.title as story_title -- title of that first story
from events as e
join event_evidence as v using (event_id)
join event_salience as s using (collection, event_id)
left join stories as o on v.story_ids[1] = o.story_id
where
    coalesce(e.date_earliest, e.date_latest) is not null
    and e.date_basis <> 'none'
    and e.date_confidence >= 0.25
    and not (e.date_basis = 'publication' and e.date_granularity = 'open') -- told as over, no more
    and e.realis in ('asserted', 'planned')
    and e.confidence >= 0.4
    and (e.event_type not in ('STATEMENT', 'OTHER') or len(e.actors) + len(e.recipients) > 0)
order by v.collection, coalesce(e.date_earliest, e.date_latest), e.date_latest, e.event_id
