-- Which event a mention belongs to, apart from the mention: extraction writes the one, linking the other.

-- one row: a mention in its event
create table event_membership (
    mention_id varchar not null,
    event_id varchar not null
);

insert into event_membership
select
    mention_id,
    event_id
from event_mentions
where event_id is not null;
alter table event_mentions drop column event_id;
