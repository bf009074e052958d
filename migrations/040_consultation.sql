-- What workers' and employers' organisations and other institutions have to do with a plan: consultations and joint plans.
create table consultation (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  stakeholder uuid not null,
  version uuid not null,
  asked date not null,
  way text not null default '',
  until date,
  position text not null default '',
  spoke text not null default '',
  answered date,
  public_agreed boolean not null default false,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, stakeholder) references stakeholder (inspectorate_id, id),
  foreign key (inspectorate_id, version) references plan_version (inspectorate_id, id)
);
create index consultation_plan on consultation (inspectorate_id, plan_id);
create index consultation_stakeholder on consultation (inspectorate_id, stakeholder);
create index consultation_version on consultation (inspectorate_id, version);
comment on table consultation is 'A stakeholder that was asked what it thinks of a version of a plan (ILO Conventions 81 Art. 5(b), 129 Art. 13, 150 Art. 5).';
comment on column consultation.inspectorate_id is 'The tenant';
comment on column consultation.id is 'UUID of version 7, made by the client or the portal';
comment on column consultation.plan_id is 'The plan';
comment on column consultation.stakeholder is 'Whom one consults';
comment on column consultation.version is 'The version that they were asked about';
comment on column consultation.asked is 'Day on which they were asked';
comment on column consultation.way is 'How: meeting, writing, council or workshop';
comment on column consultation.until is 'Day until which they may answer';
comment on column consultation.position is 'supports, with_changes, against or did_not_answer; empty: no answer yet';
comment on column consultation.spoke is 'Name and function of the person who gave the position';
comment on column consultation.answered is 'Day of the position';
comment on column consultation.public_agreed is 'They agree that their position is told to the public';
comment on column consultation.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column consultation.example is 'Invented for the demonstration';
call guard('consultation');

create table consultation_point (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  consultation uuid not null,
  text text not null default '',
  hub uuid,
  intervention uuid,
  outcome text not null default '',
  why text not null default '',
  taken_in uuid,
  entry numeric,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, consultation) references consultation (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id),
  foreign key (inspectorate_id, taken_in) references plan_version (inspectorate_id, id)
);
create index consultation_point_plan on consultation_point (inspectorate_id, plan_id);
create index consultation_point_consultation on consultation_point (inspectorate_id, consultation);
create index consultation_point_hub on consultation_point (inspectorate_id, hub);
create index consultation_point_intervention on consultation_point (inspectorate_id, intervention);
create index consultation_point_taken_in on consultation_point (inspectorate_id, taken_in);
comment on table consultation_point is 'A point that was raised in a consultation, and what became of it.';
comment on column consultation_point.inspectorate_id is 'The tenant';
comment on column consultation_point.id is 'UUID of version 7, made by the client or the portal';
comment on column consultation_point.plan_id is 'The plan';
comment on column consultation_point.consultation is 'The consultation';
comment on column consultation_point.text is 'What was said';
comment on column consultation_point.hub is 'The hub that it is about';
comment on column consultation_point.intervention is 'The intervention that it is about';
comment on column consultation_point.outcome is 'taken, partly or not_taken; empty: not answered yet';
comment on column consultation_point.why is 'Why';
comment on column consultation_point.taken_in is 'The version that took it over';
comment on column consultation_point.entry is 'Number of the entry of the log that took it over';
comment on column consultation_point.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column consultation_point.example is 'Invented for the demonstration';
call guard('consultation_point');

create table joint_plan (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  title text not null default '',
  goals text not null default '',
  starts date,
  ends date,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index joint_plan_plan on joint_plan (inspectorate_id, plan_id);
comment on table joint_plan is 'What an inspectorate undertakes together with other institutions.';
comment on column joint_plan.inspectorate_id is 'The tenant';
comment on column joint_plan.id is 'UUID of version 7, made by the client or the portal';
comment on column joint_plan.plan_id is 'The plan';
comment on column joint_plan.title is 'Its name';
comment on column joint_plan.goals is 'The goals that all share';
comment on column joint_plan.starts is 'First day';
comment on column joint_plan.ends is 'Last day';
comment on column joint_plan.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column joint_plan.example is 'Invented for the demonstration';
call guard('joint_plan');

create table joint_partner (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  joint_plan uuid not null,
  stakeholder uuid not null,
  brings text not null default '',
  speaker text not null default '',
  public_agreed boolean not null default false,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, joint_plan) references joint_plan (inspectorate_id, id),
  foreign key (inspectorate_id, stakeholder) references stakeholder (inspectorate_id, id)
);
create index joint_partner_plan on joint_partner (inspectorate_id, plan_id);
create index joint_partner_joint_plan on joint_partner (inspectorate_id, joint_plan);
create index joint_partner_stakeholder on joint_partner (inspectorate_id, stakeholder);
comment on table joint_partner is 'An institution that takes part in a joint plan.';
comment on column joint_partner.inspectorate_id is 'The tenant';
comment on column joint_partner.id is 'UUID of version 7, made by the client or the portal';
comment on column joint_partner.plan_id is 'The plan';
comment on column joint_partner.joint_plan is 'The joint plan';
comment on column joint_partner.stakeholder is 'The institution';
comment on column joint_partner.brings is 'What it brings';
comment on column joint_partner.speaker is 'Who speaks for it';
comment on column joint_partner.public_agreed is 'It agrees to be named to the public';
comment on column joint_partner.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column joint_partner.example is 'Invented for the demonstration';
call guard('joint_partner');

create table joint_action (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  joint_plan uuid not null,
  intervention uuid,
  action text not null default '',
  partner uuid,
  until date,
  status text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, joint_plan) references joint_plan (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id),
  foreign key (inspectorate_id, partner) references stakeholder (inspectorate_id, id)
);
create index joint_action_plan on joint_action (inspectorate_id, plan_id);
create index joint_action_joint_plan on joint_action (inspectorate_id, joint_plan);
create index joint_action_intervention on joint_action (inspectorate_id, intervention);
create index joint_action_partner on joint_action (inspectorate_id, partner);
comment on table joint_action is 'An action of a joint plan: an intervention of the chart, or one of its own.';
comment on column joint_action.inspectorate_id is 'The tenant';
comment on column joint_action.id is 'UUID of version 7, made by the client or the portal';
comment on column joint_action.plan_id is 'The plan';
comment on column joint_action.joint_plan is 'The joint plan';
comment on column joint_action.intervention is 'The intervention of the chart; its days, state and implementer are the chart''s';
comment on column joint_action.action is 'What is done, where it is no intervention of the chart';
comment on column joint_action.partner is 'The partner that carries it out; null: the inspectorate';
comment on column joint_action.until is 'Until when';
comment on column joint_action.status is 'State, as of an intervention';
comment on column joint_action.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column joint_action.example is 'Invented for the demonstration';
call guard('joint_action');
