"""Addresses of the trader's desk."""

from __future__ import annotations

from django.urls import path

from hejie.web.trader import cases, desk, figures, replies, templates

urlpatterns = [
    path("desk/", desk.inbox),
    path("desk/reply/", replies.reply_to_many),
    path("desk/figures/", figures.own_figures),
    path("desk/templates/", templates.all_templates),
    path("desk/templates/<uuid:template_id>/", templates.one_template),
    path("desk/cases/<str:ref>/", cases.case),
]
