-- Which refresh does this connection read?
-- A process that still has an older file open gets that one again when it opens the file anew: DuckDB gives all of
-- a process's connections to a path the same database. Close all of them, or read the new file in a fresh one:
-- `duckdb.connect()`, then `attach 'data/timeline.duckdb' as published (read_only)` and `use published`.
select
    refresh,
    refreshed_at
from refreshes
order by refresh desc
limit 1;
