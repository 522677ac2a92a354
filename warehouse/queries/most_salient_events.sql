-- Which events mattered most, and why?
select
    t.date_edtf,
    t.title,
    s.salience,
    s.type_weight,
    s.confidence,
    s.document_count,
    s.headline_count,
    s.lead_count,
    s.later_count
from timeline as t
join event_salience as s using (collection, event_id)
order by s.salience desc, t.event_id
limit 20;
