# One image for web, worker, beat, migrations and upkeep. Build: docker build -t wijkagenda .
FROM python:3.13-slim-trixie

# Pango sets the letters of a PDF; the fonts are for scripts that the shipped subsets do not cover. The tools of
# PostgreSQL, for backups, must be of the same major version as the server: from PostgreSQL's own archive.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*

# The root of the running container is read-only: what is written goes to /tmp.
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_ROOT=/srv/static XDG_CACHE_HOME=/tmp/cache
WORKDIR /srv/wijkagenda

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

COPY . .

# The four values are needed to read the settings, and are not kept in the image.
# /srv/static and /backup give their owner to the volumes that come in their place.
RUN SECRET_KEY=bouw CODE_SECRET=bouw SITE_URL=http://bouw.invalid DATABASE_URL=postgresql://bouw.invalid/bouw \
    python manage.py collectstatic --noinput \
    && useradd --system --uid 10001 --no-create-home wijkagenda \
    && install -d -m 0700 -o 10001 /backup \
    && chown -R 10001 /srv/static

USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import os, urllib.parse as p, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:8000/healthz', headers={'Host': p.urlsplit(os.environ['SITE_URL']).netloc}), timeout=4)"]
# No access log: the address of a follow page carries a receipt code.
CMD ["uvicorn", "wijkagenda.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "20"]
