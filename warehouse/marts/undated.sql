-- one row: an asserted event in a collection that no evidence dates, or too doubtfully, with the reason
select
    v.collection, -- the collection
    e.event_id, -- the event
    e.event_type, -- PLOVER root type, or LEADERSHIP, ELECTION, DISASTER, STATEMENT, OTHER
    e.event_mode, -- mode within the type
    e.title, -- what happened, in a line
    case
        when e.date_edtf is not null and e.date_basis <> 'publication'
            then 'the likeliest date, ' || e.date_edtf || ', is doubtful'
        when v.date_text is not null and v.published_at is null
            then 'no publication date to resolve "' || v.date_text || '" against'
        when v.date_text is not null then '"' || v.date_text || '" names no day'
        when v.published_at is null then 'no time words that fit, and no publication date'
        else 'no time words that fit'
    end as reason, -- why there is no date
    e.actors, -- who did it
    e.recipients, -- to whom it was done
    e.confidence, -- how sure the event is, 0 to 1
    v.sentence, -- the evidence: the sentence of the best report
    v.document_id, -- the document that holds the evidence
    v.revision, -- the document's revision
    v.document_title, -- the document's title
    v.publisher, -- who published the document
    v.url, -- the document's address
    v.published_at, -- the document's publication day
    v.char_start, -- start of the evidence's trigger, in code points from the start of the document's text
    v.char_end -- end of the evidence's trigger, exclusive
from events as e
join event_evidence as v using (event_id)
where
    e.realis = 'asserted'
    and e.confidence > 0 -- not suppressed
    and (
        coalesce(e.date_earliest, e.date_latest) is null
        or e.date_basis = 'none'
        or e.date_confidence < 0.25
        or (e.date_basis = 'publication' and e.date_granularity = 'open')
    )
order by v.collection, e.confidence desc, e.event_id
