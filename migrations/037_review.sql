-- Approving a plan and going on learning: versions, who signs them, and the meetings at which the plan is reviewed.
create table plan_version (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  number numeric not null,
  day date not null,
  note text not null default '',
  agreed date,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, plan_id, number),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
comment on table plan_version is 'A state of a plan that was frozen under a number, so that it can be signed, compared and read later.';
comment on column plan_version.inspectorate_id is 'The tenant';
comment on column plan_version.id is 'UUID of version 7, made by the portal';
comment on column plan_version.plan_id is 'The plan';
comment on column plan_version.number is 'Counts the versions of the plan from 1';
comment on column plan_version.day is 'Day on which it was frozen';
comment on column plan_version.note is 'What it is for, or what is new in it';
comment on column plan_version.agreed is 'Day of the last signature that was asked; null: not all have signed';
comment on column plan_version.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column plan_version.example is 'Invented for the demonstration';
call guard('plan_version');

create table plan_version_content (
  inspectorate_id uuid not null references inspectorate,
  version uuid not null,
  content text not null,
  primary key (inspectorate_id, version),
  foreign key (inspectorate_id, version) references plan_version (inspectorate_id, id)
);
comment on table plan_version_content is 'The whole plan as it stood in a version; its SHA-256 stands in the log entry that made the version.';
comment on column plan_version_content.inspectorate_id is 'The tenant';
comment on column plan_version_content.version is 'The version';
comment on column plan_version_content.content is 'The plan and each of its lists, as JSON, byte for byte as it was hashed';
call guard('plan_version_content');

create table signatory (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  name text not null default '',
  function text not null default '',
  place numeric,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index signatory_plan on signatory (inspectorate_id, plan_id);
comment on table signatory is 'Who must sign a plan before it is agreed.';
comment on column signatory.inspectorate_id is 'The tenant';
comment on column signatory.id is 'UUID of version 7, made by the client or the portal';
comment on column signatory.plan_id is 'The plan';
comment on column signatory.name is 'Name of the person';
comment on column signatory.function is 'Function in which the person signs';
comment on column signatory.place is 'Whose turn it is: 1 signs first; null: after all that have a number';
comment on column signatory.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column signatory.example is 'Invented for the demonstration';
call guard('signatory');

create table signature (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  version uuid not null,
  signatory uuid not null,
  verdict text not null default '',
  reason text not null default '',
  day date not null,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, version, signatory),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, version) references plan_version (inspectorate_id, id),
  foreign key (inspectorate_id, signatory) references signatory (inspectorate_id, id)
);
create index signature_plan on signature (inspectorate_id, plan_id);
create index signature_signatory on signature (inspectorate_id, signatory);
comment on table signature is 'What somebody who must sign said to one version.';
comment on column signature.inspectorate_id is 'The tenant';
comment on column signature.id is 'UUID of version 7, made by the client or the portal';
comment on column signature.plan_id is 'The plan';
comment on column signature.version is 'The version that was signed or refused';
comment on column signature.signatory is 'Who';
comment on column signature.verdict is 'signed or refused';
comment on column signature.reason is 'Why it was refused, or a remark';
comment on column signature.day is 'Day on which it was signed or refused';
comment on column signature.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column signature.example is 'Invented for the demonstration';
call guard('signature');
