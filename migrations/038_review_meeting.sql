-- Review meetings: what was found, what was decided, and which changes of the plan were made for that reason.
create table review_meeting (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  day date not null,
  present text not null default '',
  next_day date,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index review_meeting_plan on review_meeting (inspectorate_id, plan_id);
comment on table review_meeting is 'A meeting at which a plan is reviewed.';
comment on column review_meeting.inspectorate_id is 'The tenant';
comment on column review_meeting.id is 'UUID of version 7, made by the client or the portal';
comment on column review_meeting.plan_id is 'The plan';
comment on column review_meeting.day is 'Day of the meeting';
comment on column review_meeting.present is 'Who was there';
comment on column review_meeting.next_day is 'Day of the next meeting';
comment on column review_meeting.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column review_meeting.example is 'Invented for the demonstration';
call guard('review_meeting');

create table review_finding (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  meeting uuid not null,
  finding text not null default '',
  decision text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, meeting) references review_meeting (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index review_finding_plan on review_finding (inspectorate_id, plan_id);
comment on table review_finding is 'What a review meeting found about the plan.';
comment on column review_finding.inspectorate_id is 'The tenant';
comment on column review_finding.id is 'UUID of version 7, made by the client or the portal';
comment on column review_finding.plan_id is 'The plan';
comment on column review_finding.meeting is 'The meeting';
comment on column review_finding.finding is 'What was found';
comment on column review_finding.decision is 'What was decided on it';
comment on column review_finding.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column review_finding.example is 'Invented for the demonstration';
call guard('review_finding');
create index review_finding_meeting on review_finding (inspectorate_id, meeting);

create table review_change (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  finding uuid not null,
  entry numeric not null,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, finding, entry),
  foreign key (inspectorate_id, finding) references review_finding (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index review_change_plan on review_change (inspectorate_id, plan_id);
comment on table review_change is 'A change of the plan that a finding is the reason of.';
comment on column review_change.inspectorate_id is 'The tenant';
comment on column review_change.id is 'UUID of version 7, made by the client or the portal';
comment on column review_change.plan_id is 'The plan';
comment on column review_change.finding is 'The finding';
comment on column review_change.entry is 'Number of the entry of the log that changed the plan';
comment on column review_change.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column review_change.example is 'Invented for the demonstration';
call guard('review_change');
