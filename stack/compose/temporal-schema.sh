#!/bin/sh
# Safe to run again: an existing schema is only brought up to date. Reads SQL_* from the environment.
set -eu
for part in temporal visibility; do
  database=temporal
  [ "$part" = visibility ] && database=temporal_visibility
  # Version 0.0 only makes the table of versions, where it is missing.
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-name "postgresql/v12/$part"
done
