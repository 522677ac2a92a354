-- The offsets of a $what give its very words in the document's text.
select
    $key,
    t.$start as char_start,
    t.$stop as char_end,
    t.$words as expected,
    substring(d.text, t.$start + 1, t.$stop - t.$start) as found
from $table as t
join documents as d using (document_id)
where
    t.$start < 0
    or t.$stop <= t.$start
    or t.$stop > length(d.text)
    or substring(d.text, t.$start + 1, t.$stop - t.$start) <> t.$words
order by $key, char_start, char_end
