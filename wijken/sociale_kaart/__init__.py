"""The sociale kaart: regels (what may stand), lezen and schrijven (CSV), vergelijken, services, views."""
