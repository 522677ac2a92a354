-- one row: an entity in an event or in an activity, in a collection, and how it is involved
with events_of as (
    -- one row: an entity that takes part in an event; who only claims it does not
    select
        event_id,
        entity_id,
        array_to_string(list(distinct role order by role), ' and ') as involvement
    from event_participants
    where role <> 'source'
    group by all
),
names as (
    -- one row: a name of an entity
    select
        entity_id,
        unnest(list_distinct(list_prepend(name, aliases))) as name
    from entities
    where entity_type in ('country', 'organisation', 'person', 'product')
),
spelled as (
    -- one row: a name of three letters or more, as words
    select
        entity_id,
        trim(regexp_replace(name, '\W+', ' ', 'g')) as name
    from names
    where length(name) > 2
),
sentences as (
    -- one row: a dated event in a collection, with its best sentence as words
    select
        collection,
        event_id,
        ' ' || trim(regexp_replace(v.sentence, '\W+', ' ', 'g')) || ' ' as words
    from event_evidence as v
    join events as e using (event_id)
    where coalesce(e.date_earliest, e.date_latest) is not null
),
first_words as (
    -- one row: a word of a sentence, with which a name may start
    select distinct
        collection,
        event_id,
        words,
        unnest(string_split(trim(words), ' ')) as word
    from sentences
),
named_in as (
    -- one row: an entity that the best sentence of an event names, in a collection
    select distinct
        f.collection,
        f.event_id,
        s.entity_id
    from first_words as f
    join spelled as s on f.word = split_part(s.name, ' ', 1)
    where contains(f.words, ' ' || s.name || ' ')
),
others as (
    -- one row: an activity, of a document that is read and no duplicate, that no event tells of
    select
        d.collection,
        a.activity_id
    from activities as a
    join current_documents as d using (document_id)
    anti join event_mentions as m
        on a.document_id = m.document_id
        and a.char_start < m.char_end
        and m.char_start < a.char_end
),
involved as (
    -- one row: an entity in an event or activity of a collection
    select
        v.collection,
        p.entity_id,
        v.event_id,
        null::varchar as activity_id,
        p.involvement
    from event_evidence as v
    join events_of as p using (event_id)
    union all
    select
        n.collection,
        n.entity_id,
        n.event_id,
        null as activity_id,
        'named' as involvement
    from named_in as n
    anti join events_of as p using (event_id, entity_id)
    union all
    select
        o.collection,
        p.entity_id,
        null as event_id,
        o.activity_id,
        array_to_string(list(distinct p.role order by p.role), ' and ') as involvement
    from others as o
    join activity_participants as p using (activity_id)
    group by all
)
select
    collection, -- the collection
    entity_id, -- the entity
    event_id, -- the event; null for an activity
    activity_id, -- the activity, which the codebook has no type for; null for an event
    involvement -- actor, recipient, actor and recipient, or named: the best sentence of a dated event names it, in no role
from involved
order by collection, entity_id, event_id, activity_id
