-- severity: error
-- table: documents
-- A duplicate points at a document of its collection that is read, has the same text or nearly
-- the same, and is no duplicate itself.
select
    d.document_id,
    d.duplicate_of
from documents as d
left join documents as original on original.document_id = d.duplicate_of
where
    d.duplicate_of is not null
    and not coalesce(
        d.status = 'read'
        and original.status = 'read'
        and original.duplicate_of is null
        and original.collection = d.collection
        and (
            original.text = d.text
            or (d.text_sha256, original.text_sha256) in (select copy_sha256, original_sha256 from text_copies)
        ),
        false
    )
order by d.document_id
