-- A date has an EDTF form when it has a first or a last day, and none when it has neither.
select
    $shown,
    date_edtf,
    date_earliest,
    date_latest
from $table
where (date_edtf is null) <> (coalesce(date_earliest, date_latest) is null)
order by $shown
