-- How precisely are the events dated?
select
    collection,
    coalesce(acled_time_precision::varchar, 'one end open') as acled_time_precision,
    coalesce(ucdp_date_prec::varchar, 'open or over a year') as ucdp_date_prec,
    count(*) as event_count,
    round(100 * count(*) / sum(count(*)) over (partition by collection), 1) as percent
from timeline
group by collection, acled_time_precision, ucdp_date_prec
order by collection, acled_time_precision, ucdp_date_prec;
