-- Which events do independent publishers confirm?
select
    c.collection,
    e.event_id,
    e.title,
    e.date_edtf,
    c.publisher_count,
    c.best_reliability || c.credibility as admiralty
from credibility as c
join events as e using (event_id)
where c.credibility = '1'
order by c.collection, e.date_earliest, e.event_id;
