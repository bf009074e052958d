-- What the inspectorate can give, by region: its people's time, vehicles and money; and what a plan says of where and when it needs them.
create table capacity (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  region text not null default '',
  inspectors numeric,
  working_days numeric,
  leave_days numeric,
  inspection_share numeric,
  vehicles numeric,
  money numeric,
  skills text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table capacity is 'Inspectors, their time, vehicles and money of one region of the inspectorate.';
comment on column capacity.inspectorate_id is 'The tenant';
comment on column capacity.id is 'UUID of version 7, made by the client or the portal';
comment on column capacity.region is 'The region; empty: the whole country';
comment on column capacity.inspectors is 'How many inspectors';
comment on column capacity.working_days is 'Working days of one inspector in a year, before leave';
comment on column capacity.leave_days is 'Days of leave, training and illness of one inspector in a year';
comment on column capacity.inspection_share is 'Per cent of the remaining time that is for inspection and prevention; other duties take the rest';
comment on column capacity.vehicles is 'How many vehicles';
comment on column capacity.money is 'Money for the work of one year, in the inspectorate''s currency';
comment on column capacity.skills is 'Languages, technical skills';
comment on column capacity.note is 'Remark';
comment on column capacity.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column capacity.example is 'Invented for the demonstration';
call guard('capacity');

create table portion (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  intervention uuid not null,
  region text not null default '',
  month date,
  days numeric,
  money numeric,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id)
);
create index portion_of_plan on portion (inspectorate_id, plan_id);
create index portion_of_intervention on portion (inspectorate_id, intervention);
comment on table portion is 'Part of an intervention''s inspector-days and money that is needed in one region or month; what no portion says is spread evenly.';
comment on column portion.inspectorate_id is 'The tenant';
comment on column portion.id is 'UUID of version 7, made by the client or the portal';
comment on column portion.plan_id is 'The plan';
comment on column portion.intervention is 'The intervention';
comment on column portion.region is 'The region; empty: all, by their inspectors';
comment on column portion.month is 'A day in the month; empty: over all days of the intervention';
comment on column portion.days is 'Inspector-days of this portion';
comment on column portion.money is 'Money of this portion, in the inspectorate''s currency';
comment on column portion.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column portion.example is 'Invented for the demonstration';
call guard('portion');
