-- Without it the figures of a plan came from whichever data set was the largest on the day.
alter table plan add column data_set uuid;
comment on column plan.data_set is 'The data set whose records the plan counts; null: the one that says most';
