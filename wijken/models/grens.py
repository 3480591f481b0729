"""The borders of regions, apart from their figures: they come in other years and from another file."""

from __future__ import annotations

from django.db import models

from wijken.models.regio import Regio


class Grens(models.Model):
    """The border of a region in the year of its map, three times: the coarser, the fewer points.

    Each is the coordinates of a GeoJSON MultiPolygon (WGS 84, longitude first). Regions that touch share
    the same points at every level.
    """

    regio = models.ForeignKey(Regio, models.CASCADE, related_name="grenzen")
    jaar = models.PositiveSmallIntegerField(help_text="year of the map")
    fijn = models.JSONField(help_text="simplified to about 10 metres")
    midden = models.JSONField(help_text="simplified to about 40 metres")
    grof = models.JSONField(help_text="simplified to about 150 metres")
    punt = models.JSONField(help_text="[longitude, latitude]: the middle of the largest circle inside")
    ruimte = models.FloatField(help_text="radius of that circle, in metres: what a number has room for")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regio", "jaar"], name="grens_uniek")]

    def __str__(self) -> str:
        return f"{self.regio_id} ({self.jaar})"
