-- A figure of the evidence that somebody set beside a note: one that is kept for the plan, so that it can be asked again.
alter table note add column figure uuid;
comment on column note.figure is 'Figure of the evidence that is set beside it: a pin of the plan';
