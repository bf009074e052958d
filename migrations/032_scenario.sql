-- Scenarios of a plan: with what it could be carried out, what is expected of each intervention, and the mixes that were found.
create table scenario (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  title text not null default '',
  note text not null default '',
  aim text not null default '',
  starts date,
  quarters numeric,
  budget numeric,
  yearly numeric,
  lend numeric,
  random numeric,
  inspector_days numeric,
  lines text not null default '',
  regions text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index scenario_of_plan on scenario (inspectorate_id, plan_id);
comment on table scenario is 'What one asks the optimiser: money, inspector-days, wishes and expected effects of a plan''s interventions.';
comment on column scenario.inspectorate_id is 'The tenant';
comment on column scenario.id is 'UUID of version 7, made by the client or the portal';
comment on column scenario.plan_id is 'The plan';
comment on column scenario.title is 'Title';
comment on column scenario.note is 'Remark';
comment on column scenario.aim is 'expected, low or robust: with which effects most workers are to be brought into compliance';
comment on column scenario.starts is 'First day of the first quarter';
comment on column scenario.quarters is 'How many quarters';
comment on column scenario.budget is 'Money in all';
comment on column scenario.yearly is 'Money at most in one year';
comment on column scenario.lend is 'Per cent of a region''s inspector-days that others may borrow';
comment on column scenario.random is 'Per cent of the visits that are drawn at random';
comment on column scenario.inspector_days is 'Days that one inspector gives in a quarter';
comment on column scenario.lines is 'Table of the interventions, tabs between cells: effects, where they are from, cost, days, limits';
comment on column scenario.regions is 'Table of the regions, tabs between cells: inspector-days of a quarter, floor, workers liable by hub';
comment on column scenario.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column scenario.example is 'Invented for the demonstration';
call guard('scenario');

create table scenario_run (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  scenario uuid not null,
  state text not null,
  question jsonb not null,
  answer jsonb,
  person_id uuid,
  person_name text not null default '',
  at timestamptz not null default now(),
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, scenario) references scenario (inspectorate_id, id) on delete cascade
);
create index scenario_run_of on scenario_run (inspectorate_id, scenario);
comment on table scenario_run is 'One asking of the optimiser, with its inputs as they were, so that the answer can be explained later.';
comment on column scenario_run.inspectorate_id is 'The tenant';
comment on column scenario_run.id is 'The run';
comment on column scenario_run.scenario is 'The scenario that was asked';
comment on column scenario_run.state is 'waiting, done or failed';
comment on column scenario_run.question is 'The inputs as numbers, and what they are called';
comment on column scenario_run.answer is 'What is done where and when, what it brings, what binds, what more would bring';
comment on column scenario_run.person_id is 'Who asked';
comment on column scenario_run.person_name is 'Name of who asked, as it was';
comment on column scenario_run.at is 'When it was asked';
call guard('scenario_run');
