-- A gate between two phases is more than a day: it says who passes it, and when.
alter table intervention add column gate text not null default '';
comment on column intervention.gate is 'Rule of the gate before it: which workplaces pass, and when';
