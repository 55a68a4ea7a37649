"""Building blocks of workbooks: cells, tables, charts, flowing texts, saving."""
