-- A country that the product does not know brings its own crosswalks; without them its records stay without sections,
-- regions or occupations that can be compared.
create table code_list (
  inspectorate_id uuid not null references inspectorate,
  kind text not null,
  file_name text not null,
  lines jsonb not null,
  person_id uuid,
  at timestamptz not null,
  primary key (inspectorate_id, kind)
);
comment on table code_list is 'A list that an inspectorate brought: national codes with the harmonised ones, or provisions with their dates.';
comment on column code_list.inspectorate_id is 'The tenant';
comment on column code_list.kind is 'industry, isic5, region, occupation, provision';
comment on column code_list.file_name is 'Name of the file as it was sent';
comment on column code_list.lines is 'Its lines, each with its cells by the names of the list''s columns';
comment on column code_list.person_id is 'Who brought it';
comment on column code_list.at is 'When it was brought';
call guard('code_list');
