-- What a visit found, on one short form; it becomes evidence in a data set of the plan.
create table visit (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  escalation uuid,
  workplace uuid not null,
  day date not null,
  presence text not null,
  inspector text not null,
  workers numeric,
  women numeric,
  remedied boolean not null default false,
  deadline date,
  note text not null default '',
  withdrawn text not null default '',
  recorded_by text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, escalation) references escalation (inspectorate_id, id)
);
create index visit_of_plan on visit (inspectorate_id, plan_id);
create index visit_at on visit (inspectorate_id, workplace);
comment on table visit is 'A visit that belongs to a plan, or a check without one, and what became of it. What was put right stands in the log; what is withdrawn stays, with its reason.';
comment on column visit.inspectorate_id is 'The tenant';
comment on column visit.id is 'UUID of version 7, made by the portal';
comment on column visit.plan_id is 'The plan that it belongs to';
comment on column visit.escalation is 'The escalation on whose way it was made';
comment on column visit.workplace is 'Id of the workplace in the register when the plan came to know it';
comment on column visit.day is 'Day of the visit';
comment on column visit.presence is 'visit: physical presence in the workplace; remote: by telephone or from the desk, which no figure counts as a visit';
comment on column visit.inspector is 'Who made it';
comment on column visit.workers is 'Workers present or employed, as the inspector counted';
comment on column visit.women is 'Women among them';
comment on column visit.remedied is 'Whether what was found was put right by the day it was recorded';
comment on column visit.deadline is 'By when the rest must be put right';
comment on column visit.note is 'What is worth knowing';
comment on column visit.withdrawn is 'Why it counts no longer; empty: it counts';
comment on column visit.recorded_by is 'Name of the person who recorded it';
comment on column visit.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column visit.example is 'Invented for the demonstration';
call guard('visit');

create table visit_finding (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  visit uuid not null,
  issue uuid not null,
  result text not null,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, visit) references visit (inspectorate_id, id),
  foreign key (inspectorate_id, issue) references issue (inspectorate_id, id)
);
create unique index visit_finding_one on visit_finding (inspectorate_id, visit, issue);
comment on table visit_finding is 'What a visit found on one issue.';
comment on column visit_finding.inspectorate_id is 'The tenant';
comment on column visit_finding.id is 'UUID of version 7, made by the portal';
comment on column visit_finding.plan_id is 'The plan that it belongs to';
comment on column visit_finding.visit is 'The visit';
comment on column visit_finding.issue is 'The issue of the plan';
comment on column visit_finding.result is 'compliant, not_compliant, not_assessed, not_applicable';
comment on column visit_finding.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column visit_finding.example is 'Invented for the demonstration';
call guard('visit_finding');

create table visit_set (
  inspectorate_id uuid not null references inspectorate,
  plan_id uuid not null,
  data_set uuid not null,
  primary key (inspectorate_id, plan_id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
comment on table visit_set is 'The data set of the evidence that holds the visits of a plan.';
comment on column visit_set.inspectorate_id is 'The tenant';
comment on column visit_set.plan_id is 'The plan that it belongs to';
comment on column visit_set.data_set is 'The data set; it is made anew where people removed it';
call guard('visit_set');

create table visit_told (
  inspectorate_id uuid not null references inspectorate,
  visit uuid not null,
  revision int not null,
  version uuid not null,
  primary key (inspectorate_id, visit),
  foreign key (inspectorate_id, visit) references visit (inspectorate_id, id)
);
comment on table visit_told is 'Which state of each visit the evidence was told, and with which version of the data set.';
comment on column visit_told.inspectorate_id is 'The tenant';
comment on column visit_told.visit is 'The visit';
comment on column visit_told.revision is 'The revision of the visit that was told';
comment on column visit_told.version is 'The version of the data set';
call guard('visit_told');
