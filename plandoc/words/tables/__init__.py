"""The type of each TOML table of words: one module per file, read by `plandoc.words.language`.

A key of the file is an attribute here. A hyphen becomes `_`, and a keyword of Python gets a
trailing `_` (`from` is `from_`). If the keys are codes of another package (a status, a column,
a kind of act), the table is a mapping by that code.
"""
