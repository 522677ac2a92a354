-- Event mentions with their participants, and the events that they were joined to.

-- one row: one report of an event, where a document tells it
create table event_mentions (
    mention_id varchar not null,
    event_id varchar,
    document_id varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    trigger varchar not null,
    sentence_start bigint not null,
    sentence_end bigint not null,
    sentence varchar not null,
    event_type varchar not null,
    event_mode varchar,
    realis varchar not null,
    date_edtf varchar,
    date_earliest date,
    date_latest date,
    date_extent varchar not null,
    date_granularity varchar not null,
    date_qualifier varchar not null,
    date_basis varchar not null,
    date_text varchar,
    date_anchor date,
    date_rule varchar,
    date_confidence double not null,
    place_text varchar,
    place_name varchar,
    place_iso3 varchar,
    place_latitude double,
    place_longitude double,
    quantities struct(kind varchar, value double, unit varchar, text varchar)[] not null,
    confidence double not null,
    codebook_version varchar not null,
    engine_version varchar not null
);
comment on table event_mentions is 'One report of an event, where a document tells it';
comment on column event_mentions.mention_id is 'Id of the mention, made from its document and words';
comment on column event_mentions.event_id is 'The event that the mention was joined to; null until joined';
comment on column event_mentions.document_id is 'The document that reports the event';
comment on column event_mentions.char_start is
    'Start of the trigger, in code points from the start of the document''s text';
comment on column event_mentions.char_end is
    'End of the trigger, exclusive, in code points from the start of the document''s text';
comment on column event_mentions.trigger is 'The words that tell the event';
comment on column event_mentions.sentence_start is
    'Start of the sentence, in code points from the start of the document''s text';
comment on column event_mentions.sentence_end is
    'End of the sentence, exclusive, in code points from the start of the document''s text';
comment on column event_mentions.sentence is 'The sentence around the trigger, the evidence';
comment on column event_mentions.event_type is
    'PLOVER root type, or LEADERSHIP, ELECTION, DISASTER, STATEMENT, OTHER';
comment on column event_mentions.event_mode is
    'Mode within the type, such as weapons or troops for MOBILIZE';
comment on column event_mentions.realis is
    'How the event is presented: asserted, negated, planned, conditional, alleged or demanded';
comment on column event_mentions.date_edtf is
    'When it happened, in EDTF (ISO 8601-2); null without any bound';
comment on column event_mentions.date_earliest is
    'First day it can have been, inclusive; null when open or unknown';
comment on column event_mentions.date_latest is
    'Last day it can have been, inclusive; null when open or unknown';
comment on column event_mentions.date_extent is
    'within: at some moment between the bounds; spans: it lasted throughout them';
comment on column event_mentions.date_granularity is
    'How fine the words are: second, minute, hour, part_of_day, day, days, week, part_of_month, month, season, quarter, half, year, decade, century, open, none';
comment on column event_mentions.date_qualifier is
    'EDTF qualifier: ~ approximate, ? uncertain, % both, empty for neither';
comment on column event_mentions.date_basis is
    'What the date rests on: explicit, relative_to_publication, relative_to_expression, relative_to_event, publication, document, corrected, none';
comment on column event_mentions.date_text is 'The words that give the date';
comment on column event_mentions.date_anchor is 'The day that the words were resolved against';
comment on column event_mentions.date_rule is 'The rule that resolved the words';
comment on column event_mentions.date_confidence is 'How sure the date is, 0 to 1';
comment on column event_mentions.place_text is 'The words that name the place';
comment on column event_mentions.place_name is 'The usual name of the place';
comment on column event_mentions.place_iso3 is 'ISO 3166-1 alpha-3 code of the country of the place';
comment on column event_mentions.place_latitude is 'Degrees north, null when not known';
comment on column event_mentions.place_longitude is 'Degrees east, null when not known';
comment on column event_mentions.quantities is
    'Figures: kind (killed, injured, arrested, troops, amount, other), value, unit, words';
comment on column event_mentions.confidence is 'How sure the mention is, 0 to 1';
comment on column event_mentions.codebook_version is
    'Version of the codebook that the mention was found with';
comment on column event_mentions.engine_version is 'Version of the engine that found the mention';

-- one row: who took part in a mention, in a role
create table participants (
    mention_id varchar not null,
    role varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    text varchar not null,
    entity_id varchar not null
);
comment on table participants is 'Who took part in a mention, in a role';
comment on column participants.mention_id is 'The mention';
comment on column participants.role is 'actor (who did it) or recipient (to whom it was done)';
comment on column participants.char_start is
    'Start of the words, in code points from the start of the document''s text';
comment on column participants.char_end is
    'End of the words, exclusive, in code points from the start of the document''s text';
comment on column participants.text is 'The words that name the participant';
comment on column participants.entity_id is 'The entity that the words name';

-- one row: a country, organisation, person, group or place that takes part in a mention
create table entities (
    entity_id varchar not null,
    name varchar not null,
    entity_type varchar not null,
    iso3 varchar,
    sector varchar,
    aliases varchar[] not null
);
comment on table entities is 'A country, organisation, person, group or place that takes part in a mention';
comment on column entities.entity_id is 'Readable id made from the name';
comment on column entities.name is 'Usual name';
comment on column entities.entity_type is 'country, organisation, person, group or place';
comment on column entities.iso3 is
    'ISO 3166-1 alpha-3 code of its country, or the usual code of an intergovernmental organisation (NATO, UNO, EUR)';
comment on column entities.sector is 'PLOVER sector code, such as GOV, MIL, REB';
comment on column entities.aliases is 'Other names that it is known by';

-- one row: an event: the joined reports of one occurrence
create table events (
    event_id varchar not null,
    event_type varchar not null,
    event_mode varchar,
    title varchar not null,
    date_edtf varchar,
    date_earliest date,
    date_latest date,
    date_extent varchar not null,
    date_granularity varchar not null,
    date_qualifier varchar not null,
    date_basis varchar not null,
    date_text varchar,
    date_anchor date,
    date_rule varchar,
    date_confidence double not null,
    place_text varchar,
    place_name varchar,
    place_iso3 varchar,
    place_latitude double,
    place_longitude double,
    realis varchar not null,
    actors varchar[] not null,
    recipients varchar[] not null,
    quantities struct(kind varchar, value double, unit varchar, text varchar)[] not null,
    mention_count bigint not null,
    document_count bigint not null,
    source_count bigint not null,
    first_published date,
    last_published date,
    confidence double not null,
    conflicts varchar[] not null
);
comment on table events is 'An event: the joined reports of one occurrence';
comment on column events.event_id is 'Id of the event, made from its content';
comment on column events.event_type is
    'PLOVER root type, or LEADERSHIP, ELECTION, DISASTER, STATEMENT, OTHER';
comment on column events.event_mode is 'Mode within the type, such as weapons or troops for MOBILIZE';
comment on column events.title is 'What happened, in a line';
comment on column events.date_edtf is 'When it happened, in EDTF (ISO 8601-2); null without any bound';
comment on column events.date_earliest is 'First day it can have been, inclusive; null when open or unknown';
comment on column events.date_latest is 'Last day it can have been, inclusive; null when open or unknown';
comment on column events.date_extent is
    'within: at some moment between the bounds; spans: it lasted throughout them';
comment on column events.date_granularity is
    'How fine the words are: second, minute, hour, part_of_day, day, days, week, part_of_month, month, season, quarter, half, year, decade, century, open, none';
comment on column events.date_qualifier is
    'EDTF qualifier: ~ approximate, ? uncertain, % both, empty for neither';
comment on column events.date_basis is
    'What the date rests on: explicit, relative_to_publication, relative_to_expression, relative_to_event, publication, document, corrected, none';
comment on column events.date_text is 'The words that give the date';
comment on column events.date_anchor is 'The day that the words were resolved against';
comment on column events.date_rule is 'The rule that resolved the words';
comment on column events.date_confidence is 'How sure the date is, 0 to 1';
comment on column events.place_text is 'The words that name the place';
comment on column events.place_name is 'The usual name of the place';
comment on column events.place_iso3 is 'ISO 3166-1 alpha-3 code of the country of the place';
comment on column events.place_latitude is 'Degrees north, null when not known';
comment on column events.place_longitude is 'Degrees east, null when not known';
comment on column events.realis is
    'How its reports present the event: asserted, negated, planned, conditional, alleged or demanded';
comment on column events.actors is 'Who did it';
comment on column events.recipients is 'To whom it was done';
comment on column events.quantities is
    'Figures: kind (killed, injured, arrested, troops, amount, other), value, unit, words';
comment on column events.mention_count is 'Number of mentions that were joined';
comment on column events.document_count is 'Number of documents that report the event';
comment on column events.source_count is 'Number of sources that report the event';
comment on column events.first_published is 'Earliest publication day among its documents';
comment on column events.last_published is 'Latest publication day among its documents';
comment on column events.confidence is 'How sure the event is, 0 to 1';
comment on column events.conflicts is 'Where its reports disagree, a line each';

-- one row: who took part in an event, in a role
create table event_participants (
    event_id varchar not null,
    role varchar not null,
    entity_id varchar not null,
    mention_count bigint not null
);
comment on table event_participants is 'Who took part in an event, in a role';
comment on column event_participants.event_id is 'The event';
comment on column event_participants.role is 'actor (who did it) or recipient (to whom it was done)';
comment on column event_participants.entity_id is 'The entity';
comment on column event_participants.mention_count is 'Number of the event''s mentions that say so';
