from __future__ import annotations

from django.urls import URLPattern, path

from kern import gezondheid, opvang

app_name = "kern"
urlpatterns: list[URLPattern] = [
    path("healthz", gezondheid.healthz, name="healthz"),
    path("readyz", gezondheid.readyz, name="readyz"),
    path("opvang/token/", opvang.fresh_token, name="token"),
]
