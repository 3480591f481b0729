import time, uuid
import pytest
from pathlib import Path
from analyse.lijst.services import make_lijst, open_lijst
from analyse.lijst.vragen import set_follow_up
from analyse.papier.services import make_drukronde
from rapportage.papier.vel import read_stapel
from tests.factories import make_wijk
from wijken.kortelinks import make_kortelinks
from wijken.models import Kortelink
pytestmark=[pytest.mark.django_db, pytest.mark.usefixtures("pango")]

@pytest.mark.parametrize(("soort","taal","n"),[("kort","nl",3),("kort","ar",2),("lang","nl",2),("lang","ar",2),("deur","nl",2),("partners","nl",2),("kort","nl",200),("lang","nl",200)])
def test_proef(soort,taal,n):
    from rapportage.opmaak import make_stapel
    wijk=make_wijk("jubbega",naam="Jubbega"); wijk.ondertitel="en zes dorpen eromheen"
    wijk.inloop_plek,wijk.inloop_tijden,wijk.telefoon="het dorpshuis","maandag van 9 tot 12 uur","0513 00 00 00"
    wijk.save()
    l=make_lijst(wijk=wijk,sleutel=uuid.uuid4(),soort=soort,titel="Hoe is het wonen in Jubbega?",inleiding="Wij maken samen een plan voor de wijk. Uw antwoorden helpen ons kiezen wat eerst moet. In het voorjaar leest u wat wij ermee doen.",talen=["en","ar"])
    open_lijst(lijst=l); l.refresh_from_db()
    make_kortelinks(wijk=wijk,doel=Kortelink.Doel.VRAGENLIJST,sleutels=[l.pk])
    d=make_drukronde(lijst=l,sleutel=uuid.uuid4(),aantal=n,taal=taal,naam="x")
    t=time.time(); g=make_stapel(read_stapel(d)); s=time.time()-t
    import resource
    Path(f"/tmp/papier_{soort}_{taal}_{n}.pdf").write_bytes(g.pdf)
    print(f"\n{soort} {taal} {n}: {g.bladzijden} blz {s:.1f}s {len(g.pdf)/1e6:.2f} MB rss {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024:.0f}")
