-- What the metadata of a document hold that is not read.

alter table documents add column warnings varchar default '';
alter table documents alter column warnings set not null;
alter table documents alter column warnings drop default;
alter table documents alter column warnings type varchar[] using []::varchar[];
