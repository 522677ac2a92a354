-- How fine a place is told, the bounds that the words set to a figure, and whose a claim is.

alter table event_mentions add column place_precision varchar;
alter table events add column place_precision varchar;

alter table event_mentions
alter column quantities
type struct(kind varchar, value double, low double, high double, unit varchar, text varchar)[];
alter table events
alter column quantities
type struct(kind varchar, value double, low double, high double, unit varchar, text varchar)[];
