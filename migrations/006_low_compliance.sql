-- Where the people of a plan draw the line of its matrices: for pay it may be the middle, for children it lies high.
alter table plan add column low_compliance int;
comment on column plan.low_compliance is 'Compliance counts as low below this, 1 to 100; empty: below 50';
