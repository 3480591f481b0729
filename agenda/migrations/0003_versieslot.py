"""Adopted means adopted: the database refuses every change of a version but one kind of redaction."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION agenda_versie_bewaakt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stapel text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.redacties := 0;
        NEW.sha256 := encode(sha256(convert_to(NEW.inhoud::text, 'UTF8')), 'hex');
        RETURN NEW;
    END IF;
    GET DIAGNOSTICS stapel = PG_CONTEXT;
    IF TG_OP = 'UPDATE' AND stapel LIKE '%function agenda_redigeer(%' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.vastgelegd_door_id IS NOT NULL AND NEW.vastgelegd_door_id IS NULL
        AND to_jsonb(NEW) - 'vastgelegd_door_id' = to_jsonb(OLD) - 'vastgelegd_door_id' THEN
        RETURN NEW; -- the account of who recorded it was removed
    END IF;
    RAISE EXCEPTION 'an adopted agenda does not change' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER agenda_versie_bewaakt BEFORE INSERT OR UPDATE OR DELETE ON agenda_agendaversie
    FOR EACH ROW EXECUTE FUNCTION agenda_versie_bewaakt();

CREATE FUNCTION agenda_redigeer(versie_id bigint, pad text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    oud jsonb;
    nieuw jsonb;
BEGIN
    SELECT inhoud INTO oud FROM agenda_agendaversie WHERE id = versie_id FOR UPDATE;
    IF jsonb_typeof(oud #> pad) IS DISTINCT FROM 'string' THEN
        RAISE EXCEPTION 'there is no passage at this place' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF oud #>> pad = '[weggehaald]' THEN
        RETURN;
    END IF;
    nieuw := jsonb_set(oud, pad, to_jsonb('[weggehaald]'::text), false);
    UPDATE agenda_agendaversie
        SET inhoud = nieuw,
            sha256 = encode(sha256(convert_to(nieuw::text, 'UTF8')), 'hex'),
            redacties = redacties + 1
        WHERE id = versie_id;
END $$;
"""

BACKWARD = """
DROP TRIGGER agenda_versie_bewaakt ON agenda_agendaversie;
DROP FUNCTION agenda_versie_bewaakt();
DROP FUNCTION agenda_redigeer(bigint, text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("agenda", "0002_sloten")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
