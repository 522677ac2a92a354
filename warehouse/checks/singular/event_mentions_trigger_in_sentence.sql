-- severity: error
-- table: event_mentions
-- A trigger lies within its sentence.
select
    mention_id,
    char_start,
    char_end,
    sentence_start,
    sentence_end
from event_mentions
where char_start < sentence_start or char_end > sentence_end
order by mention_id
