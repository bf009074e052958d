-- Interventions as work: what each kind asks, what is expected, what was actually done, and the evidence of it.
alter table intervention
  add column status_reason text not null default '',
  add column expected_workplaces numeric,
  add column expected_workers numeric,
  add column expected_days numeric,
  add column audience text not null default '',
  add column channels text not null default '',
  add column sessions numeric,
  add column places numeric,
  add column published_at text not null default '',
  add column answer_days numeric,
  add column selection text not null default '',
  add column checklist text not null default '',
  add column partner uuid,
  add column legal_basis text not null default '',
  add column signed date,
  add column valid_until date,
  add column obligations text not null default '',
  add column condition_of text not null default '',
  add column in_force date,
  add column criteria_named text not null default '',
  add column reply_until date,
  add column reply text not null default '',
  add column addressed_to text not null default '',
  add column submitted date,
  add column outcome text not null default '',
  add foreign key (inspectorate_id, partner) references stakeholder (inspectorate_id, id);
create index intervention_partner on intervention (inspectorate_id, partner);
comment on column intervention.status is 'idea, agreed, under_way, paused, done, dropped';
comment on column intervention.status_reason is 'Why it is paused or was dropped';
comment on column intervention.expected_workplaces is 'Workplaces that it is to reach';
comment on column intervention.expected_workers is 'Workers that it is to reach';
comment on column intervention.expected_days is 'Days of inspectors that it is to take';
comment on column intervention.audience is 'Whom it is meant for';
comment on column intervention.channels is 'Campaign: by which channels';
comment on column intervention.sessions is 'Training: how many sessions';
comment on column intervention.places is 'Training: how many people can take part in all';
comment on column intervention.published_at is 'Where it can be read: an address';
comment on column intervention.answer_days is 'Days in which an answer is asked';
comment on column intervention.selection is 'Visits: how workplaces are chosen: risk, lot, gate, all';
comment on column intervention.checklist is 'Which checklist is used';
comment on column intervention.partner is 'Stakeholder with whom it is done';
comment on column intervention.legal_basis is 'Law or agreement that allows it';
comment on column intervention.signed is 'Memorandum: day of signature';
comment on column intervention.valid_until is 'Memorandum: last day on which it holds';
comment on column intervention.obligations is 'Memorandum: who owes what';
comment on column intervention.condition_of is 'Licence, permit or contract that depends on compliance';
comment on column intervention.in_force is 'Day from which the condition holds';
comment on column intervention.criteria_named is 'By which criteria somebody is named';
comment on column intervention.reply_until is 'Last day on which whoever is to be named may answer';
comment on column intervention.reply is 'What was answered';
comment on column intervention.addressed_to is 'Proposal: to whom it is made';
comment on column intervention.submitted is 'Proposal: day on which it was handed in';
comment on column intervention.outcome is 'Proposal: waiting, accepted, partly, refused';

create table delivery (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  intervention uuid not null,
  day date not null,
  deed text not null default '',
  hub uuid,
  region text not null default '',
  done_by uuid,
  workplaces numeric,
  workers numeric,
  women numeric,
  cost numeric,
  days numeric,
  note text not null default '',
  link text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  foreign key (inspectorate_id, done_by) references stakeholder (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table delivery is 'What was actually done under an intervention on a day.';
comment on column delivery.inspectorate_id is 'The tenant';
comment on column delivery.id is 'UUID of version 7, made by the client or the portal';
comment on column delivery.plan_id is 'Plan';
comment on column delivery.intervention is 'Intervention under which it was done';
comment on column delivery.day is 'Day on which it was done';
comment on column delivery.deed is 'session, broadcast, letters, meeting, visits, checklists, published, signed, submitted, in_force, other';
comment on column delivery.hub is 'Hub that it served; null: that of the intervention';
comment on column delivery.region is 'Where';
comment on column delivery.done_by is 'Who did it; null: the inspectorate';
comment on column delivery.workplaces is 'Workplaces reached';
comment on column delivery.workers is 'Workers reached';
comment on column delivery.women is 'Women among them, where known';
comment on column delivery.cost is 'Cost in the inspectorate''s currency';
comment on column delivery.days is 'Days of inspectors';
comment on column delivery.note is 'Remark';
comment on column delivery.link is 'Evidence of it on the web';
comment on column delivery.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column delivery.example is 'Invented for the demonstration';
call guard('delivery');
create index delivery_plan on delivery (inspectorate_id, plan_id);
create index delivery_intervention on delivery (inspectorate_id, intervention);
create index delivery_hub on delivery (inspectorate_id, hub);
create index delivery_done_by on delivery (inspectorate_id, done_by);

create table proof (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  delivery uuid not null,
  name text not null default '',
  type text not null default '',
  bytes numeric not null,
  hash text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, delivery) references delivery (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table proof is 'A file that shows what was done; it lies in the data folder under its id.';
comment on column proof.inspectorate_id is 'The tenant';
comment on column proof.id is 'UUID of version 7, made by the portal';
comment on column proof.plan_id is 'Plan';
comment on column proof.delivery is 'What it shows';
comment on column proof.name is 'Name of the file as it was sent';
comment on column proof.type is 'What it is by its content: jpeg, png, webp, pdf, docx';
comment on column proof.bytes is 'Size';
comment on column proof.hash is 'SHA-256 of its content, hexadecimal';
comment on column proof.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column proof.example is 'Invented for the demonstration';
call guard('proof');
create index proof_plan on proof (inspectorate_id, plan_id);
create index proof_delivery on proof (inspectorate_id, delivery);
