#!/bin/sh
# Run once, when the database is new. Two roles, neither a superuser:
#   wijkagenda_eigenaar  owns the tables: migrations, backup, test of a backup
#   wijkagenda           the site: reads and writes rows, makes and changes no tables
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
    --set=eigenaar="$OWNER_PASSWORD" --set=site="$SITE_PASSWORD" <<'SQL'
CREATE ROLE wijkagenda_eigenaar LOGIN CREATEDB PASSWORD :'eigenaar';
CREATE ROLE wijkagenda LOGIN PASSWORD :'site';
CREATE DATABASE wijkagenda OWNER wijkagenda_eigenaar TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE wijkagenda FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE wijkagenda TO wijkagenda;
SQL
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=wijkagenda \
    --file="${RIGHTS_FILE:-/docker-entrypoint-initdb.d/rechten.sql.txt}"
