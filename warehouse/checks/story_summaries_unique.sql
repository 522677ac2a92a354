-- severity: error
-- table: story_summaries
-- A story of a collection is summarised once.
select
    collection,
    story_id,
    count(*) as row_count
from story_summaries
group by collection, story_id
having count(*) > 1
order by collection, story_id
