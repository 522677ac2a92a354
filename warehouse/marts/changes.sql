-- one row: a change to an event in a collection that a refresh made, the latest refresh first
with changed as (
    select
        *,
        unnest(collections) as collection
    from event_changes
)
select
    t.collection, -- the collection
    t.refresh, -- number of the refresh; the highest is the last that changed an event
    r.refreshed_at, -- when the refresh was
    t.event_id, -- the event; for merged, split, renamed and retracted the id of before
    t.change, -- added, moved (dated otherwise), revised (type or standing), merged, split, renamed or retracted
    t.successor_id, -- the event that took its place, or that was split off
    t.title_before, -- title before; null when added
    t.title_after, -- title after, of the successor where there is one; null when retracted
    t.edtf_before, -- date before (EDTF)
    t.edtf_after, -- date after (EDTF)
    t.type_before, -- type and mode before
    t.type_after, -- type and mode after
    t.confidence_before, -- confidence before; 0 where a person suppressed it, 1 where one confirmed it
    t.confidence_after, -- confidence after
    t.corrections, -- corrections that began or ceased to apply to the event
    list_sort(
        list_distinct(list_transform(list_filter(c.made, m -> list_contains(t.corrections, m.id)), m -> m.by))
    ) as corrected_by -- who made those corrections
from changed as t
join refreshes as r using (refresh)
cross join (select list({'id': correction_id, 'by': corrected_by}) as made from corrections) as c
order by t.refresh desc, t.collection, t.event_id, t.change, t.successor_id
