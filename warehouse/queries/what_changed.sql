-- What did the last refresh that changed anything do?
with asked as (
    select max(refresh) as refresh
    from changes
)
select
    c.collection,
    c.change,
    coalesce(c.title_after, c.title_before) as title,
    c.edtf_before,
    c.edtf_after,
    c.corrected_by
from changes as c
semi join asked using (refresh)
order by c.collection, c.change, title, c.event_id;
