-- severity: error
-- table: event_mentions
-- Every mention was found by the codebook, the model or both.
select
    mention_id,
    document_id,
    trigger,
    found_by
from event_mentions
where found_by not in ('codebook', 'model', 'both')
order by mention_id, document_id, trigger
