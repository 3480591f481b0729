"""Who works in a wijk: give, change and end roles. In one wijk each change waits for the one before it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gebruikers.models import Gebruiker
from gebruikers.services import note_rol_change
from kern.fouten import DomeinFout
from kern.klok import today
from wijken.gebeurtenissen import log
from wijken.models import Gebeurtenis, Lidmaatschap, Uitnodiging, Wijk

Rol = Lidmaatschap.Rol
Herkomst = Gebeurtenis.Herkomst


def lock_mensen(wijk: Wijk) -> None:
    """Let one change at a time into the people of a wijk. Inside a transaction."""
    Wijk.objects.select_for_update(no_key=True).get(pk=wijk.pk)


def check_mag_beheren(wijk: Wijk, door: Gebruiker | None) -> None:
    """After the lock: is who asks still a coordinator? Commands ask without a user."""
    if door is None:
        return
    if not Lidmaatschap.objects.filter(wijk=wijk, gebruiker=door, rol=Rol.COORDINATOR).exists():
        raise DomeinFout(_("U bent geen coördinator meer van deze wijk. Vraag een andere coördinator."))


def is_last_coordinator(lid: Lidmaatschap) -> bool:
    """Whether nobody else could look after the people of this wijk. A closed account cannot."""
    if lid.rol != Rol.COORDINATOR:
        return False
    others = Lidmaatschap.objects.filter(
        wijk_id=lid.wijk_id, rol=Rol.COORDINATOR, gebruiker__is_active=True
    ).exclude(pk=lid.pk)
    return not others.exists()


@transaction.atomic
def give_rol(
    *,
    wijk: Wijk,
    gebruiker: Gebruiker,
    rol: Lidmaatschap.Rol,
    door: Gebruiker | None = None,
    herkomst: Gebeurtenis.Herkomst = Herkomst.WEB,
) -> Lidmaatschap:
    """Let a user work in a wijk, or change what he may do there. The same role again changes nothing.

    Raises DomeinFout when this would leave the wijk without a coordinator.
    """
    lock_mensen(wijk)
    lid, is_new = Lidmaatschap.objects.get_or_create(wijk=wijk, gebruiker=gebruiker, defaults={"rol": rol})
    if not is_new and lid.rol == rol:
        return lid
    if not is_new and is_last_coordinator(lid):
        raise DomeinFout(_("Dit is de laatste coördinator. Maak eerst iemand anders coördinator."))
    lid.rol = rol
    lid.save(update_fields=["rol"])
    note_rol_change(gebruiker=gebruiker)
    log(wijk=wijk, actie="rol_gegeven", door=door, object=lid, herkomst=herkomst)
    return lid


@transaction.atomic
def change_rol(*, lid: Lidmaatschap, rol: Lidmaatschap.Rol, door: Gebruiker) -> Lidmaatschap:
    """A coordinator changes what a colleague may do. One's own role is for another coordinator to change."""
    lock_mensen(lid.wijk)
    check_mag_beheren(lid.wijk, door)
    if lid.gebruiker_id == door.pk:
        raise DomeinFout(_("Uw eigen rol kunt u niet veranderen. Vraag het aan een andere coördinator."))
    if not Lidmaatschap.objects.filter(pk=lid.pk).exists():
        raise DomeinFout(_("Deze persoon werkt hier niet meer."))
    return give_rol(wijk=lid.wijk, gebruiker=lid.gebruiker, rol=rol, door=door)


@transaction.atomic
def end_lidmaatschap(
    *, lid: Lidmaatschap, door: Gebruiker | None, herkomst: Gebeurtenis.Herkomst = Herkomst.WEB
) -> None:
    """End someone's role in a wijk, by a coordinator or by himself; access ends with the next request.

    What he made stays. The retention policy wipes his name later, when he works nowhere any more. An open
    invitation to the same address is withdrawn, or it would be a way back. Once ended, again does nothing.
    """
    wijk, gebruiker = lid.wijk, lid.gebruiker
    lock_mensen(wijk)
    is_self = door is not None and gebruiker.pk == door.pk
    if not is_self:
        check_mag_beheren(wijk, door)
    row = Lidmaatschap.objects.filter(pk=lid.pk).first()
    if row is None:
        return
    if is_last_coordinator(row):
        raise DomeinFout(
            _("U bent de laatste coördinator van deze wijk. Maak eerst iemand anders coördinator.")
            if is_self
            else _("Dit is de laatste coördinator. Maak eerst iemand anders coördinator.")
        )
    log(wijk=wijk, actie="lidmaatschap_beeindigd", door=door, object=row, herkomst=herkomst)
    row.delete()
    Uitnodiging.objects.filter(
        wijk=wijk, email__iexact=gebruiker.email, gebruikt_op__isnull=True, ingetrokken_op__isnull=True
    ).update(ingetrokken_op=today())
    note_rol_change(gebruiker=gebruiker)
