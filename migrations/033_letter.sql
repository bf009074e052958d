-- Letters: templates, the runs in which letters went out, each letter, and what its employer answered by a one-time link.
create table letter_template (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  intervention uuid not null,
  name text not null,
  sender text not null default '',
  subject text not null default '',
  body text not null default '',
  signature text not null default '',
  law text not null default '',
  days numeric not null,
  logo text not null default '',
  word text not null default '',
  word_name text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id)
);
create index letter_template_of_plan on letter_template (inspectorate_id, plan_id);
comment on table letter_template is 'The letter of an intervention before it is addressed to anybody: text with named fields, or a Word file of the ministry''s own.';
comment on column letter_template.inspectorate_id is 'The tenant';
comment on column letter_template.id is 'UUID of version 7, made by the portal';
comment on column letter_template.plan_id is 'The plan that it belongs to';
comment on column letter_template.intervention is 'The intervention whose letter it is';
comment on column letter_template.name is 'What people call it';
comment on column letter_template.sender is 'Letterhead: the name in the first line, the address below';
comment on column letter_template.subject is 'Subject line, may hold fields';
comment on column letter_template.body is 'Text with fields in curly brackets; an empty line begins a paragraph';
comment on column letter_template.signature is 'Who signs, line by line';
comment on column letter_template.law is 'Provisions that the field {law} names';
comment on column letter_template.days is 'Days from the letter to its deadline';
comment on column letter_template.logo is 'File of the letterhead''s picture in the data folder; empty where there is none';
comment on column letter_template.word is 'Word file in the data folder that is filled in place of the text; empty where there is none';
comment on column letter_template.word_name is 'Name of that Word file as it was sent';
comment on column letter_template.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column letter_template.example is 'Invented for the demonstration';
call guard('letter_template');

create table letter_contact (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workplace uuid not null,
  address text not null default '',
  email text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, plan_id, workplace),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
comment on table letter_contact is 'How letters reach a workplace where people know better than the register.';
comment on column letter_contact.inspectorate_id is 'The tenant';
comment on column letter_contact.id is 'UUID of version 7, made by the portal';
comment on column letter_contact.plan_id is 'The plan';
comment on column letter_contact.workplace is 'Id of the workplace as the plan came to know it';
comment on column letter_contact.address is 'Postal address, line by line; empty: that of the register';
comment on column letter_contact.email is 'E-mail address; empty: none is known';
comment on column letter_contact.revision is 'Counts changes';
comment on column letter_contact.example is 'Invented for the demonstration';
call guard('letter_contact');

create table letter_run (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  escalation uuid not null,
  phase uuid not null,
  template uuid not null,
  way text not null,
  day date not null,
  deadline date not null,
  size numeric not null,
  said jsonb not null,
  sent_by text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, escalation) references escalation (inspectorate_id, id),
  foreign key (inspectorate_id, phase) references escalation_phase (inspectorate_id, id),
  foreign key (inspectorate_id, template) references letter_template (inspectorate_id, id)
);
create index letter_run_of on letter_run (inspectorate_id, escalation);
comment on table letter_run is 'Letters of one template that went out together, once. What the template said then is kept.';
comment on column letter_run.inspectorate_id is 'The tenant';
comment on column letter_run.id is 'UUID of version 7, made by the portal';
comment on column letter_run.plan_id is 'The plan that it belongs to';
comment on column letter_run.escalation is 'The escalation';
comment on column letter_run.phase is 'The phase whose letter it is';
comment on column letter_run.template is 'The template';
comment on column letter_run.way is 'paper, or mail';
comment on column letter_run.day is 'Date of the letters';
comment on column letter_run.deadline is 'By when they ask for an answer';
comment on column letter_run.size is 'How many letters';
comment on column letter_run.said is 'What the template said when they went out';
comment on column letter_run.sent_by is 'Name of the person who sent them';
comment on column letter_run.revision is 'Counts changes';
comment on column letter_run.example is 'Invented for the demonstration';
call guard('letter_run');

create table letter (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  run uuid not null,
  workplace uuid not null,
  place int not null,
  reference text not null,
  address text not null,
  email text not null default '',
  state text not null,
  code_hash text not null,
  expires date not null,
  answer text not null default '',
  answer_until date,
  answer_text text not null default '',
  answered_on date,
  file text not null default '',
  file_name text not null default '',
  file_type text not null default '',
  file_hash text not null default '',
  primary key (inspectorate_id, id),
  unique (inspectorate_id, run, workplace),
  unique (inspectorate_id, reference),
  unique (code_hash),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, run) references letter_run (inspectorate_id, id)
);
comment on table letter is 'One letter to one workplace, and what its employer answered by the one-time link that is printed in it.';
comment on column letter.inspectorate_id is 'The tenant';
comment on column letter.id is 'UUID of version 7, made by the portal';
comment on column letter.plan_id is 'The plan that it belongs to';
comment on column letter.run is 'The run in which it went out';
comment on column letter.workplace is 'Id of the workplace as the plan came to know it';
comment on column letter.place is 'Its place in the run, from 1';
comment on column letter.reference is 'Reference number, unique in the inspectorate';
comment on column letter.address is 'Postal address that stands on it, line by line';
comment on column letter.email is 'Address to which it was mailed';
comment on column letter.state is 'out; waiting: still to be mailed; refused: the mail server did not take it';
comment on column letter.code_hash is 'SHA-256 of the code of its one-time link; the code itself is kept nowhere';
comment on column letter.expires is 'Last day on which the link answers';
comment on column letter.answer is 'regularised, contests, asks_time, other; empty: not answered by the link';
comment on column letter.answer_until is 'Until when the employer asks for time';
comment on column letter.answer_text is 'What the employer wrote';
comment on column letter.answered_on is 'Day on which the answer came by the link';
comment on column letter.file is 'Id of the file that the employer sent, in the data folder';
comment on column letter.file_name is 'Its name';
comment on column letter.file_type is 'jpeg, png, webp, pdf, docx';
comment on column letter.file_hash is 'SHA-256 of the file';
call guard('letter');
-- An employer knows a code, not an inspectorate: who shows the hash of a letter's code sees this one row.
create policy by_code on letter for select to plumbline_reader
  using (code_hash = nullif(current_setting('plumbline.person', true), ''));
