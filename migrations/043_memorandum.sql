-- The register of memoranda of understanding, over all plans of the inspectorate: partners, validity, who owes what, documents.
create table memorandum (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  title text not null default '',
  partners uuid[] not null default '{}',
  other_partners text not null default '',
  purpose text not null default '',
  signed date,
  valid_from date,
  valid_until date,
  interventions uuid[] not null default '{}',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table memorandum is 'A memorandum of understanding of the inspectorate; it may belong to interventions of several plans.';
comment on column memorandum.inspectorate_id is 'The tenant';
comment on column memorandum.id is 'UUID of version 7, made by the client or the portal';
comment on column memorandum.title is 'What people call it';
comment on column memorandum.partners is 'Stakeholders, of any plan, that are party to it';
comment on column memorandum.other_partners is 'Other parties, such as agencies that are stakeholder of no plan';
comment on column memorandum.purpose is 'What it is for';
comment on column memorandum.signed is 'Day of signature; null: not signed yet';
comment on column memorandum.valid_from is 'First day on which it holds; null: from its signature';
comment on column memorandum.valid_until is 'Last day on which it holds; null: no end';
comment on column memorandum.interventions is 'Interventions of the charts that it belongs to';
comment on column memorandum.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column memorandum.example is 'Invented for the demonstration';
call guard('memorandum');

create table obligation (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  memorandum uuid not null,
  owed_by uuid,
  owed_by_other text not null default '',
  what text not null default '',
  due date,
  every text not null default '',
  done_on date,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, memorandum) references memorandum (inspectorate_id, id),
  foreign key (inspectorate_id, owed_by) references stakeholder (inspectorate_id, id)
);
create index obligation_of_memorandum on obligation (inspectorate_id, memorandum);
create index obligation_of_stakeholder on obligation (inspectorate_id, owed_by);
comment on table obligation is 'What one party to a memorandum owes, and whether it was done.';
comment on column obligation.inspectorate_id is 'The tenant';
comment on column obligation.id is 'UUID of version 7, made by the client or the portal';
comment on column obligation.memorandum is 'Memorandum';
comment on column obligation.owed_by is 'Stakeholder that owes it; null: the other party that is named, or the inspectorate';
comment on column obligation.owed_by_other is 'Another party that owes it; empty, and no stakeholder: the inspectorate';
comment on column obligation.what is 'What is owed';
comment on column obligation.due is 'By when';
comment on column obligation.every is 'How often it comes again, in words; empty: once';
comment on column obligation.done_on is 'Day on which it was done; null: not yet';
comment on column obligation.note is 'Remark';
comment on column obligation.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column obligation.example is 'Invented for the demonstration';
call guard('obligation');

create table memorandum_file (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  memorandum uuid not null,
  name text not null default '',
  type text not null default '',
  bytes numeric not null,
  hash text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, memorandum) references memorandum (inspectorate_id, id)
);
create index memorandum_file_of_memorandum on memorandum_file (inspectorate_id, memorandum);
comment on table memorandum_file is 'A document of a memorandum; it lies in the data folder under its id.';
comment on column memorandum_file.inspectorate_id is 'The tenant';
comment on column memorandum_file.id is 'UUID of version 7, made by the portal';
comment on column memorandum_file.memorandum is 'Memorandum';
comment on column memorandum_file.name is 'Name of the file as it was sent';
comment on column memorandum_file.type is 'What it is by its content: jpeg, png, webp, pdf, docx';
comment on column memorandum_file.bytes is 'Size';
comment on column memorandum_file.hash is 'SHA-256 of its content, hexadecimal';
comment on column memorandum_file.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column memorandum_file.example is 'Invented for the demonstration';
call guard('memorandum_file');
