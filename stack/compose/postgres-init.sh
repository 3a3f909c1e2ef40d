#!/bin/sh
# Runs once, when the database folder is empty. Doorstep and Temporal each own their databases and
# cannot enter the other's.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --no-password --set ON_ERROR_STOP=1 \
  --set doorstep_password="$DOORSTEP_DB_PASSWORD" --set temporal_password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role doorstep login password :'doorstep_password';
create role temporal login password :'temporal_password';
create database doorstep owner doorstep;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database doorstep, temporal, temporal_visibility from public;
SQL
