-- Old systems keep inspections in one file and what was found, ordered and fined in another, which names the inspection by its
-- number. Such a file is a data set of its own, so that either can be imported, corrected and rolled back without the other.
alter table data_set add column joined_to uuid;
alter table data_set add foreign key (inspectorate_id, joined_to) references data_set (inspectorate_id, id);
comment on column data_set.joined_to is 'Its rows are findings, sanctions or penalties of the records of this data set, told by their number; empty where they are records of their own';
