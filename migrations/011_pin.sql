-- A figure that was taken from the evidence into a plan: with its question, so that it can be asked again, and the records it rests on.
create table pin (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  title text not null default '',
  asked text not null,
  query text not null default '',
  part text not null default '',
  measure text not null,
  value numeric not null,
  count numeric,
  of numeric,
  low numeric,
  high numeric,
  records numeric,
  rounded boolean not null default false,
  basis jsonb not null default '[]',
  kept_by text not null default '',
  kept_on date,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index pin_of_plan on pin (inspectorate_id, plan_id);
comment on table pin is 'A figure of the evidence that was kept for a plan: its question, its value then, and on which records it was counted.';
comment on column pin.inspectorate_id is 'The tenant';
comment on column pin.id is 'UUID of version 7, made by the client or the portal';
comment on column pin.plan_id is 'The plan that it was kept for';
comment on column pin.title is 'What it shows, in the words of the page from which it was kept';
comment on column pin.asked is 'Which question it answers: dashboard (a selection), figures (a filter), table (a question of one''s own)';
comment on column pin.query is 'The selection, filter or question, as the page''s address has it, with its data sets';
comment on column pin.part is 'Which of the answer''s figures: empty for the whole, sector=C for a mark of a chart, ["C",null] for a cell of a table';
comment on column pin.measure is 'What is measured: share, cases, workersAffected, backWages, penalties, or the measure of the table';
comment on column pin.value is 'The figure when it was kept; a share from 0 to 1';
comment on column pin.count is 'Of a share: the cases that it counts';
comment on column pin.of is 'Of a share: its denominator';
comment on column pin.low is 'Of a share: lower end of its 95 % interval';
comment on column pin.high is 'Of a share: upper end of its 95 % interval';
comment on column pin.records is 'How many records stand behind it';
comment on column pin.rounded is 'Whether its counts are rounded to multiples of five, so that no small group is told';
comment on column pin.basis is 'The data sets that it was counted on, each with its version';
comment on column pin.kept_by is 'Name of the person who kept it';
comment on column pin.kept_on is 'Day on which it was kept';
comment on column pin.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column pin.example is 'Invented for the demonstration';
call guard('pin');

alter table intervention add column baseline_pin uuid;
comment on column intervention.baseline_pin is 'The figure of the evidence that is its baseline; empty where the baseline was typed';
