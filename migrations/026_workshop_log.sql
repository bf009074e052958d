-- What was turned to in a workshop, and when, is read from the log: it is found without reading the whole of it.
create index event_workshop on event (inspectorate_id, number) where operation like 'workshop.%' or operation = 'log.undo';
-- Who contributed how many is told by group; by person only where the workshop says so to everybody in it.
alter table workshop add column by_person boolean not null default false;
comment on column workshop.by_person is 'Whether contributions are counted by person, which everybody in the workshop is then told';
