-- The hash of a text is kept beside it, so that a refresh need not read texts to see that they stayed.

-- as text first, since DuckDB lets no column that was updated be declared not null in one transaction
alter table documents add column text_sha256 varchar default '';
alter table documents alter column text_sha256 set not null;
alter table documents alter column text_sha256 drop default;
alter table documents alter column text_sha256 type varchar using sha256(text);

-- what was read for events from a document as it is needs no reading again
update extractions
set input_sha256 = d.now
from (
    select
        document_id,
        sha256(concat_ws(chr(31), text, coalesce(title, ''), coalesce(published_at::varchar, ''), language)) as before,
        sha256(concat_ws(chr(31), text_sha256, coalesce(title, ''), coalesce(published_at::varchar, ''), language))
            as now
    from documents
) as d
where extractions.document_id = d.document_id and extractions.input_sha256 = d.before;
