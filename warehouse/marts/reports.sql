-- one row: a report of an event in a collection, with its own date or, where it has none, that of the event
select
    d.collection, -- the collection
    b.event_id, -- the event
    m.mention_id, -- the report
    m.document_id, -- the document that holds it
    coalesce(d.publisher, s.publisher) as publisher, -- who published the document
    d.published_at, -- the document's publication day
    m.realis, -- how the report presents the event
    m.date_edtf is null and e.date_edtf is not null as date_inherited, -- whether the date is the event's, not the report's own
    coalesce(m.date_edtf, e.date_edtf) as date_edtf, -- when it happened, in EDTF
    if(m.date_edtf is null, e.date_earliest, m.date_earliest) as date_earliest, -- first day, inclusive
    if(m.date_edtf is null, e.date_latest, m.date_latest) as date_latest, -- last day, inclusive
    if(m.date_edtf is null and e.date_edtf is not null, 'relative_to_event', m.date_basis) as date_basis, -- what the date rests on; relative_to_event where it is the event's
    m.corrects, -- what the document says that earlier reports had wrong: date, or kinds of figures
    m.confidence, -- how sure the report is, 0 to 1
    m.found_by, -- what found it: codebook, model or both
    m.char_start, -- start of the trigger, in code points from the start of the document's text
    m.char_end -- end of the trigger, exclusive
from event_mentions as m
join event_membership as b using (mention_id)
join events as e using (event_id)
join current_documents as d using (document_id)
left join sources as s using (source_id)
order by d.collection, b.event_id, d.published_at nulls last, m.document_id, m.char_start, m.mention_id
