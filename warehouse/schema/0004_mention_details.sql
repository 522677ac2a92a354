-- How fine a place is told, the bounds that the words set to a figure, and whose a claim is.

alter table event_mentions add column place_precision varchar;
alter table events add column place_precision varchar;
comment on column event_mentions.place_precision is 'point, city, admin1, country or region: how fine the words are';
comment on column events.place_precision is 'point, city, admin1, country or region: how fine the words are';

alter table event_mentions
alter column quantities
type struct(kind varchar, value double, low double, high double, unit varchar, text varchar)[];
alter table events
alter column quantities
type struct(kind varchar, value double, low double, high double, unit varchar, text varchar)[];
comment on column event_mentions.quantities is
'Figures: kind, the value told, the bounds low and high that the words set, unit, words';
comment on column events.quantities is
'Figures: kind, the value told, the bounds low and high that the words set, unit, words';

comment on column participants.role is
'actor (who did it), recipient (to whom it was done) or source (who claims it)';
comment on column event_participants.role is
'actor (who did it), recipient (to whom it was done) or source (who claims it)';
