-- The door for stakeholders: a person of a stakeholder keeps what that stakeholder committed itself to in one plan.
alter table person add column until date;
comment on column person.until is 'Last day on which the person may sign in; null: no last day';
comment on column person.role is 'administrator, planner, inspector, director, viewer; stakeholder: a guest by an invitation';

create table stakeholder_guest (
  inspectorate_id uuid not null references inspectorate,
  person_id uuid not null,
  plan_id uuid not null,
  stakeholder uuid not null,
  primary key (inspectorate_id, person_id),
  foreign key (inspectorate_id, person_id) references person (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id) on delete cascade,
  foreign key (inspectorate_id, stakeholder) references stakeholder (inspectorate_id, id) on delete cascade
);
create index stakeholder_guest_of_plan on stakeholder_guest (inspectorate_id, plan_id);
create index stakeholder_guest_of_stakeholder on stakeholder_guest (inspectorate_id, stakeholder);
comment on table stakeholder_guest is 'For which stakeholder, in which plan, a guest keeps commitments. Without a row here the guest reaches nothing.';
comment on column stakeholder_guest.inspectorate_id is 'The tenant';
comment on column stakeholder_guest.person_id is 'The guest';
comment on column stakeholder_guest.plan_id is 'The plan';
comment on column stakeholder_guest.stakeholder is 'The stakeholder for which the guest speaks';
call guard('stakeholder_guest');

create table commitment_note (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  intervention uuid not null,
  day date not null,
  text text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id)
);
create index commitment_note_of_plan on commitment_note (inspectorate_id, plan_id);
create index commitment_note_of_intervention on commitment_note (inspectorate_id, intervention);
comment on table commitment_note is 'How it goes with an intervention, in the words of the stakeholder that carries it out.';
comment on column commitment_note.inspectorate_id is 'The tenant';
comment on column commitment_note.id is 'UUID of version 7, made by the portal';
comment on column commitment_note.plan_id is 'Plan';
comment on column commitment_note.intervention is 'Intervention';
comment on column commitment_note.day is 'Day on which it was said';
comment on column commitment_note.text is 'What was said';
comment on column commitment_note.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column commitment_note.example is 'Invented for the demonstration';
call guard('commitment_note');

create table told_by_guest (
  inspectorate_id uuid not null references inspectorate,
  record uuid not null,
  stakeholder uuid not null,
  person_id uuid not null,
  name text not null default '',
  primary key (inspectorate_id, record)
);
comment on table told_by_guest is 'Who wrote a record through the door for stakeholders; the inspectorate''s own records stand in no row.';
comment on column told_by_guest.inspectorate_id is 'The tenant';
comment on column told_by_guest.record is 'The record: a delivery, a file, a note, an obligation';
comment on column told_by_guest.stakeholder is 'For which stakeholder';
comment on column told_by_guest.person_id is 'The guest';
comment on column told_by_guest.name is 'What the guest was called then';
call guard('told_by_guest');
