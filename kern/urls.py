from __future__ import annotations

from django.urls import URLPattern, path

from kern import gezondheid, opvang, paginas

app_name = "kern"
urlpatterns: list[URLPattern] = [
    path("healthz", gezondheid.healthz, name="healthz"),
    path("readyz", gezondheid.readyz, name="readyz"),
    path("opvang/token/", opvang.fresh_token, name="token"),
    path("privacy/", paginas.privacy, name="privacy"),
    path("toegankelijkheid/", paginas.toegankelijkheid, name="toegankelijkheid"),
    path("kwetsbaarheid-melden/", paginas.kwetsbaarheid, name="kwetsbaarheid"),
    path(".well-known/security.txt", paginas.security_txt, name="security_txt"),
]
