-- severity: warn
-- table: source_health
-- Every source with fresh_days gives something new within them; these did not.
select
    source_id,
    news_at,
    fresh_days
from source_health
where health = 'stale'
order by source_id
