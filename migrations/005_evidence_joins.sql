-- How a file joins the data set: it takes the place of all before it, of the records of its own period, or is added to them.
-- What counts is a chain: a version, and those that it follows as long as each but the last replaces only a part.
alter table data_set_version add column joins text not null default 'replace';
alter table data_set_version add column follows uuid;
comment on column data_set_version.joins is 'replace: in place of all before it; period: of the records in its period; add: beside them';
comment on column data_set_version.follows is 'The version that counted before it, to which it was joined';
