-- A sheet of a workbook of several is told apart by its name behind that of the file.
comment on column data_set_version.file_name is 'Name of the file as it was sent; of a workbook of several sheets with the name of the sheet added';
comment on column upload.file_name is 'Name of the file as it was sent; of a workbook of several sheets with the name of the sheet added';
