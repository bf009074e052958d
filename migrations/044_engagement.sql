-- The engagement strategy: the steps by which a stakeholder is won, and what was said and agreed on the way.
create table engagement_step (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  stakeholder uuid not null,
  to_do text not null default '',
  talks text not null default '',
  talks_with text not null default '',
  due date,
  done_on date,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, stakeholder) references stakeholder (inspectorate_id, id)
);
create index engagement_step_of_plan on engagement_step (inspectorate_id, plan_id);
create index engagement_step_of_stakeholder on engagement_step (inspectorate_id, stakeholder);
comment on table engagement_step is 'A step on the way from where a stakeholder stands to where the plan needs it. For those who make the plan alone.';
comment on column engagement_step.inspectorate_id is 'The tenant';
comment on column engagement_step.id is 'UUID of version 7, made by the client or the portal';
comment on column engagement_step.plan_id is 'Plan';
comment on column engagement_step.stakeholder is 'Stakeholder';
comment on column engagement_step.to_do is 'What is done, and what it is to bring';
comment on column engagement_step.talks is 'Who of the inspectorate does it';
comment on column engagement_step.talks_with is 'With whom of the stakeholder';
comment on column engagement_step.due is 'By when';
comment on column engagement_step.done_on is 'Day on which it was done; null: not yet';
comment on column engagement_step.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column engagement_step.example is 'Invented for the demonstration';
call guard('engagement_step');

create table contact (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  stakeholder uuid not null,
  met_on date not null,
  channel text not null default '',
  met_by text not null default '',
  met_with text not null default '',
  was_said text not null default '',
  was_agreed text not null default '',
  agreed_until date,
  kept_on date,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, stakeholder) references stakeholder (inspectorate_id, id)
);
create index contact_of_plan on contact (inspectorate_id, plan_id);
create index contact_of_stakeholder on contact (inspectorate_id, stakeholder);
comment on table contact is 'A conversation with a stakeholder: what was said, what was agreed and by when. For those who make the plan alone.';
comment on column contact.inspectorate_id is 'The tenant';
comment on column contact.id is 'UUID of version 7, made by the client or the portal';
comment on column contact.plan_id is 'Plan';
comment on column contact.stakeholder is 'Stakeholder';
comment on column contact.met_on is 'Day';
comment on column contact.channel is 'meeting, visit, call, message, letter, event';
comment on column contact.met_by is 'Who of the inspectorate';
comment on column contact.met_with is 'With whom of the stakeholder';
comment on column contact.was_said is 'What was said';
comment on column contact.was_agreed is 'What was agreed';
comment on column contact.agreed_until is 'By when it is to be done';
comment on column contact.kept_on is 'Day on which what was agreed was done; null: not yet';
comment on column contact.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column contact.example is 'Invented for the demonstration';
call guard('contact');
