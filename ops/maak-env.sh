#!/bin/sh
# Write .env with fresh secrets, once. Usage: sh ops/maak-env.sh https://wijkagenda.example beheer@example.nl
set -eu
cd "$(dirname "$0")/.."
site="${1:?geef het adres van de site, bijvoorbeeld https://wijkagenda.example}"
mail="${2:?geef een e-mailadres voor berichten over het certificaat}"
if [ -e .env ]; then
    echo "Het bestand .env is er al en blijft zoals het is." >&2
    exit 1
fi
secret() { head -c 48 /dev/urandom | base64 | tr -d '+/=\n'; }
umask 077
cat > .env.nieuw <<ENV
SITE_URL=$site
ACME_EMAIL=$mail
EMAIL_URL=smtp+tls://gebruiker:wachtwoord@mail.example:587
SECRET_KEY=$(secret)
SECRET_KEY_FALLBACKS=
# Never change this one, and keep a copy outside this machine: the codes of residents follow from it.
CODE_SECRET=$(secret)
POSTGRES_PASSWORD=$(secret)
OWNER_PASSWORD=$(secret)
SITE_PASSWORD=$(secret)
ENV
mv .env.nieuw .env
echo "Klaar: .env. Vul EMAIL_URL in en bewaar een kopie van CODE_SECRET op een andere plek."
