-- Which pairs of actor and recipient come up in the most events, and in how many types of event?
select
    by_whom.name as actor,
    to_whom.name as recipient,
    count(distinct e.event_id) as event_count,
    histogram(e.event_type) as events_by_type
from events as e
join event_participants as a on a.event_id = e.event_id and a.role = 'actor'
join event_participants as r on r.event_id = e.event_id and r.role = 'recipient'
join entities as by_whom on by_whom.entity_id = a.entity_id
join entities as to_whom on to_whom.entity_id = r.entity_id
where e.realis in ('asserted', 'planned')
group by by_whom.entity_id, by_whom.name, to_whom.entity_id, to_whom.name
order by event_count desc, actor, recipient
limit 20;
