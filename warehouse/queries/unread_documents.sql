-- Which documents and files could not be read, and why?
select
    source_id,
    external_id as what,
    error
from documents
where status = 'failed'
union
select
    source_id,
    path as what,
    error
from files
where error is not null
order by source_id, what, error;
