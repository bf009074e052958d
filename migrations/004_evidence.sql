-- The evidence's register: which data sets there are, which version of each counts, and how it was read. The records
-- themselves lie in Parquet files, never here.
create table data_set (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  name text not null,
  source text not null default '',
  licence text not null default '',
  extracted text not null default '',
  period text not null default '',
  case_origin text not null default '',
  note text not null default '',
  mapping jsonb not null default '{}',
  current_version uuid,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table data_set is 'A source of records: its origin, licence, period, and the mapping by which its files are read.';
comment on column data_set.inspectorate_id is 'The tenant';
comment on column data_set.id is 'The data set';
comment on column data_set.name is 'Name as the inspectorate writes it';
comment on column data_set.source is 'Who published or keeps it';
comment on column data_set.licence is 'Under which terms it may be used';
comment on column data_set.extracted is 'When it was extracted, as its source says';
comment on column data_set.period is 'Period that it covers, as its source says';
comment on column data_set.case_origin is 'How its cases came about, as the planner states: complaints, proactive, mixed, random, unknown';
comment on column data_set.note is 'What is not in it, what was changed';
comment on column data_set.mapping is 'How columns become harmonised fields; next month''s file is read by it';
comment on column data_set.current_version is 'The version whose records count';
comment on column data_set.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column data_set.example is 'Invented for the demonstration';
call guard('data_set');

create table data_set_version (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  data_set uuid not null,
  state text not null,
  file_name text not null,
  file_hash text not null,
  bytes bigint not null,
  rows_read bigint not null default 0,
  accepted bigint not null default 0,
  rejected bigint not null default 0,
  mapping jsonb not null,
  reading jsonb not null default '{}',
  result jsonb not null default '{}',
  problem jsonb,
  person_id uuid,
  at timestamptz not null default now(),
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, data_set) references data_set (inspectorate_id, id)
);
create index data_set_version_of on data_set_version (inspectorate_id, data_set, at);
comment on table data_set_version is 'One import of one file into a data set: what was read, taken and refused, by which mapping, by whom.';
comment on column data_set_version.inspectorate_id is 'The tenant';
comment on column data_set_version.id is 'The version, which also names its folder';
comment on column data_set_version.data_set is 'Data set';
comment on column data_set_version.state is 'waiting, running, done, failed, replaced';
comment on column data_set_version.file_name is 'Name of the file as it was sent';
comment on column data_set_version.file_hash is 'SHA-256 of the file as it was sent';
comment on column data_set_version.bytes is 'Size of the file';
comment on column data_set_version.rows_read is 'Rows in the file';
comment on column data_set_version.accepted is 'Rows taken';
comment on column data_set_version.rejected is 'Rows refused, each with its reason in the file of rejects';
comment on column data_set_version.mapping is 'The mapping by which it was read';
comment on column data_set_version.reading is 'Encoding, delimiter and quote';
comment on column data_set_version.result is 'Reasons, flags, warnings, period, seconds';
comment on column data_set_version.problem is 'Why it failed';
comment on column data_set_version.person_id is 'Who sent it';
comment on column data_set_version.at is 'When it was sent';
call guard('data_set_version');

create table upload (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  file_name text not null,
  bytes bigint not null,
  inspection jsonb not null default '{}',
  person_id uuid,
  at timestamptz not null default now(),
  primary key (inspectorate_id, id)
);
comment on table upload is 'A file that was sent and waits for its mapping to be agreed. Removed once imported or given up.';
comment on column upload.inspectorate_id is 'The tenant';
comment on column upload.id is 'The upload, which also names its file';
comment on column upload.file_name is 'Name of the file as it was sent';
comment on column upload.bytes is 'Size of the file';
comment on column upload.inspection is 'What was found in it: encoding, columns, samples';
comment on column upload.person_id is 'Who sent it';
comment on column upload.at is 'When it was sent';
call guard('upload');

create table plan_seen (
  inspectorate_id uuid not null references inspectorate,
  person_id uuid not null,
  plan_id uuid not null,
  event_number bigint not null,
  at timestamptz not null default now(),
  primary key (inspectorate_id, person_id, plan_id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, person_id) references person (inspectorate_id, id)
);
comment on table plan_seen is 'Up to which entry of the log a person has seen a plan.';
comment on column plan_seen.inspectorate_id is 'The tenant';
comment on column plan_seen.person_id is 'Person';
comment on column plan_seen.plan_id is 'Plan';
comment on column plan_seen.event_number is 'Number of the last entry seen';
comment on column plan_seen.at is 'When';
call guard('plan_seen');
