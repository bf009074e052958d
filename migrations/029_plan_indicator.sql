-- Indicators of a plan: where they begin, where they are to go, and what was measured since.
create table plan_indicator (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  hub uuid not null,
  name text not null default '',
  definition text not null default '',
  intervention uuid,
  unit text not null default '',
  direction text not null default '',
  baseline numeric,
  baseline_count numeric,
  baseline_of numeric,
  baseline_on date,
  baseline_sampling text not null default '',
  goal numeric not null,
  goal_on date not null,
  frequency text not null default '',
  computed text not null default '',
  pin uuid,
  source text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id),
  foreign key (inspectorate_id, pin) references pin (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table plan_indicator is 'By what it is known whether a hub or an intervention works.';
comment on column plan_indicator.inspectorate_id is 'The tenant';
comment on column plan_indicator.id is 'UUID of version 7, made by the client or the portal';
comment on column plan_indicator.plan_id is 'Plan';
comment on column plan_indicator.hub is 'Hub';
comment on column plan_indicator.name is 'Name';
comment on column plan_indicator.definition is 'What is counted, and of which cases';
comment on column plan_indicator.intervention is 'The one intervention that it is about; null: the hub as a whole';
comment on column plan_indicator.unit is 'Unit of its values; % where they are shares';
comment on column plan_indicator.direction is 'up, down';
comment on column plan_indicator.baseline is 'Value before; empty where it follows from the cases';
comment on column plan_indicator.baseline_count is 'Cases that count, of the baseline';
comment on column plan_indicator.baseline_of is 'All cases of the baseline';
comment on column plan_indicator.baseline_on is 'Day of the baseline';
comment on column plan_indicator.baseline_sampling is 'How its cases came about: complaints, proactive, mixed, random, unknown';
comment on column plan_indicator.goal is 'Value aimed at';
comment on column plan_indicator.goal_on is 'Day by which it is aimed at';
comment on column plan_indicator.frequency is 'How often a value is due: month, quarter, half_year, year, once';
comment on column plan_indicator.computed is 'typed, evidence, workplaces, workers, women, days, cost, deliveries';
comment on column plan_indicator.pin is 'Figure of the evidence that is asked again';
comment on column plan_indicator.source is 'Where values come from';
comment on column plan_indicator.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column plan_indicator.example is 'Invented for the demonstration';
call guard('plan_indicator');
create index plan_indicator_plan on plan_indicator (inspectorate_id, plan_id);
create index plan_indicator_hub on plan_indicator (inspectorate_id, hub);
create index plan_indicator_intervention on plan_indicator (inspectorate_id, intervention);
create index plan_indicator_pin on plan_indicator (inspectorate_id, pin);

create table reading (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  indicator uuid not null,
  day date not null,
  value numeric,
  count numeric,
  "of" numeric,
  sampling text not null default '',
  source text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, indicator) references plan_indicator (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table reading is 'A value of an indicator on a day.';
comment on column reading.inspectorate_id is 'The tenant';
comment on column reading.id is 'UUID of version 7, made by the client or the portal';
comment on column reading.plan_id is 'Plan';
comment on column reading.indicator is 'Indicator';
comment on column reading.day is 'Day of which it speaks';
comment on column reading.value is 'Value; empty where it follows from the cases';
comment on column reading.count is 'Cases that count';
comment on column reading."of" is 'All cases';
comment on column reading.sampling is 'How its cases came about: complaints, proactive, mixed, random, unknown';
comment on column reading.source is 'Where it comes from';
comment on column reading.note is 'Remark';
comment on column reading.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column reading.example is 'Invented for the demonstration';
call guard('reading');
create index reading_plan on reading (inspectorate_id, plan_id);
create index reading_indicator on reading (inspectorate_id, indicator);
