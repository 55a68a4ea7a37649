"""What every workbook is made of: cells, tables, charts, texts down a sheet, the saved file."""
