-- What named participants do, and what mattered when.

-- one row: something dated that named participants do or undergo, told by any verb
create table activities (
    activity_id varchar not null,
    document_id varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    trigger varchar not null,
    sentence_start bigint not null,
    sentence_end bigint not null,
    sentence varchar not null,
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
    date_confidence double not null
);
comment on table activities is
    'Something dated that named participants do or undergo, told by any verb; the codebook need not have its type';
comment on column activities.activity_id is 'Id of the activity, made from its content';
comment on column activities.document_id is 'The document that tells of it';
comment on column activities.char_start is
    'Start of the verb, in code points from the start of the document''s text';
comment on column activities.char_end is
    'End of the verb, exclusive, in code points from the start of the document''s text';
comment on column activities.trigger is 'The verb';
comment on column activities.sentence_start is
    'Start of the sentence, in code points from the start of the document''s text';
comment on column activities.sentence_end is
    'End of the sentence, exclusive, in code points from the start of the document''s text';
comment on column activities.sentence is 'The sentence that tells of it';
comment on column activities.realis is
    'How it is presented: asserted, negated, planned, conditional, alleged or demanded';
comment on column activities.date_edtf is 'When it was, in EDTF (ISO 8601-2); null without any bound';
comment on column activities.date_earliest is 'First day it can have been, inclusive; null when open or unknown';
comment on column activities.date_latest is 'Last day it can have been, inclusive; null when open or unknown';
comment on column activities.date_extent is
    'within: at some moment between the bounds; spans: it lasted throughout them';
comment on column activities.date_granularity is
    'How fine the words are: second, minute, hour, part_of_day, day, days, week, part_of_month, month, season, quarter, half, year, decade, century, open, none';
comment on column activities.date_qualifier is
    'EDTF qualifier: ~ approximate, ? uncertain, % both, empty for neither';
comment on column activities.date_basis is
    'What the date rests on: explicit, relative_to_publication, relative_to_expression, relative_to_event, publication, document, corrected, none';
comment on column activities.date_text is 'The words that give the date';
comment on column activities.date_anchor is 'The day that the words were resolved against';
comment on column activities.date_rule is 'The rule that resolved the words';
comment on column activities.date_confidence is 'How sure the date is, 0 to 1';

-- one row: who takes part in an activity, in a role
create table activity_participants (
    activity_id varchar not null,
    role varchar not null,
    char_start bigint not null,
    char_end bigint not null,
    text varchar not null,
    entity_id varchar not null
);
comment on table activity_participants is 'Who takes part in an activity, in a role';
comment on column activity_participants.activity_id is 'The activity';
comment on column activity_participants.role is 'actor (who does it) or recipient (to whom it is done)';
comment on column activity_participants.char_start is
    'Start of the words, in code points from the start of the document''s text';
comment on column activity_participants.char_end is
    'End of the words, exclusive, in code points from the start of the document''s text';
comment on column activity_participants.text is 'The words that name the participant or point back to it';
comment on column activity_participants.entity_id is 'The entity that the words name';

comment on table entities is
    'A country, organisation, person, product, group or place that takes part in a mention or an activity';
comment on column entities.entity_type is 'country, organisation, person, product, group or place';

-- one row: a day or month of a collection that sentences tell of
create table summaries (
    collection varchar not null,
    period varchar not null,
    first_day date not null,
    last_day date not null,
    salience double not null,
    sentences struct(document_id varchar, char_start bigint, char_end bigint, text varchar, dated boolean)[] not null
);
comment on table summaries is 'A day or month of a collection that sentences tell of';
comment on column summaries.collection is 'The topic';
comment on column summaries.period is 'day or month';
comment on column summaries.first_day is 'Its first day';
comment on column summaries.last_day is 'Its last day, inclusive';
comment on column summaries.salience is 'How often later reports refer to its days';
comment on column summaries.sentences is
    'The summary: sentences of documents, with their offsets; dated: the sentence itself gives the day, else its report''s day does';

-- one row: a collection as last summarised
create table summarised (
    collection varchar not null,
    inputs_sha256 varchar not null
);
comment on table summarised is 'A collection as last summarised';
comment on column summarised.collection is 'The topic';
comment on column summarised.inputs_sha256 is
    'Hash of what the summaries were made from: documents as read by engine and codebook';
