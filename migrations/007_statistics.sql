-- Figures that no record of an inspection holds, what other countries report to ILOSTAT, and the yearly report.
create table observation (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  series text not null default '',
  year int not null,
  region text not null default '',
  sector text not null default '',
  persons text not null default '',
  category text not null default '',
  occupation text not null default '',
  value numeric not null,
  source text not null default '',
  status text not null default '',
  vintage text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
create index observation_of on observation (inspectorate_id, year, series);
comment on table observation is 'One figure of a statistic: what was counted, for which year, where and of whom, and who says so.';
comment on column observation.inspectorate_id is 'The tenant';
comment on column observation.id is 'UUID of version 7, made by the client or the portal';
comment on column observation.series is 'What is counted: inspectors, employed, workplaces_liable, visits …';
comment on column observation.year is 'Year of reference';
comment on column observation.region is 'ISO 3166-2 code or name; empty: the whole country';
comment on column observation.sector is 'Section of ISIC Rev.4; empty: all sectors';
comment on column observation.persons is 'Of whom: women, men, young; empty: all';
comment on column observation.category is 'Grade of staff, use of time, provision, nature of the penalty, cause; empty: all';
comment on column observation.occupation is 'Occupation, ISCO-08 code or name; empty: all';
comment on column observation.value is 'The figure, in the unit of its series';
comment on column observation.source is 'Who counted it, and where it stands';
comment on column observation.status is 'Status of the observation as ILOSTAT codes it: B break in series, E estimate, P provisional, U unreliable';
comment on column observation.vintage is 'Release or version of the source';
comment on column observation.note is 'Remark';
comment on column observation.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column observation.example is 'Invented for the demonstration';
call guard('observation');

create table ilostat_vintage (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  name text not null,
  file_name text not null,
  file_hash text not null,
  bytes bigint not null,
  rows_read bigint not null,
  accepted bigint not null,
  content jsonb not null default '{}',
  person_id uuid,
  at timestamptz not null default now(),
  primary key (inspectorate_id, id)
);
comment on table ilostat_vintage is 'A file of ILOSTAT as it was released once. A later release stands beside it; the values lie in a Parquet file.';
comment on column ilostat_vintage.inspectorate_id is 'The tenant';
comment on column ilostat_vintage.id is 'The vintage, which also names its folder';
comment on column ilostat_vintage.name is 'What people call it, such as the release of May 2024';
comment on column ilostat_vintage.file_name is 'Name of the file as it was sent';
comment on column ilostat_vintage.file_hash is 'SHA-256 of the file as it was sent';
comment on column ilostat_vintage.bytes is 'Size of the file';
comment on column ilostat_vintage.rows_read is 'Rows in the file';
comment on column ilostat_vintage.accepted is 'Rows with an area, an indicator, a year and a value';
comment on column ilostat_vintage.content is 'Rows, areas and years of each indicator; codes that the dictionaries do not have';
comment on column ilostat_vintage.person_id is 'Who sent it';
comment on column ilostat_vintage.at is 'When it was sent';
call guard('ilostat_vintage');

create table annual_report (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  year int not null,
  scope text not null default '',
  published date,
  transmitted date,
  foreword text not null default '',
  text_a text not null default '',
  text_b text not null default '',
  text_c text not null default '',
  text_d text not null default '',
  text_e text not null default '',
  text_f text not null default '',
  text_g text not null default '',
  closing text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, year, scope)
);
comment on table annual_report is 'The yearly report on the work of the inspection (Convention 81, Art. 20-21; Convention 129, Art. 26-27): its dates, and the texts between its tables.';
comment on column annual_report.inspectorate_id is 'The tenant';
comment on column annual_report.id is 'UUID of version 7, made by the client or the portal';
comment on column annual_report.year is 'Year on which it reports';
comment on column annual_report.scope is 'all, or agriculture (Convention 129)';
comment on column annual_report.published is 'Day on which it was published';
comment on column annual_report.transmitted is 'Day on which it was sent to the International Labour Office';
comment on column annual_report.foreword is 'Text before the tables';
comment on column annual_report.text_a is 'Laws and regulations not named in an earlier report';
comment on column annual_report.text_b is 'Text on the staff';
comment on column annual_report.text_c is 'Text on the workplaces liable to inspection';
comment on column annual_report.text_d is 'Text on the visits';
comment on column annual_report.text_e is 'Text on violations and penalties';
comment on column annual_report.text_f is 'Text on occupational accidents';
comment on column annual_report.text_g is 'Text on occupational diseases';
comment on column annual_report.closing is 'Text after the tables';
comment on column annual_report.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column annual_report.example is 'Invented for the demonstration';
call guard('annual_report');
