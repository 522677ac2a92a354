-- Where do the reports of an event disagree, on its date or on a figure?
select
    collection,
    event_id,
    title,
    subject,
    stands,
    against,
    stands_publisher,
    against_publisher,
    against_sentence
from conflicts
order by collection, event_id, subject, against;
