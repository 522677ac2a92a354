-- one row: a document that was read and stands for itself, no duplicate of another
select *
from documents
where status = 'read' and duplicate_of is null
