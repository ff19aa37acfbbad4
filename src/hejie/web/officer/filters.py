"""`/office/filters/`: keep the filter one looks through under a name, or drop one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hejie.base.text import clean_line
from hejie.desk.actions import MOST_FILTERS, TooMany, forget_filter, save_filter
from hejie.web.officer.frame import officer_of
from hejie.web.officer.worklist import chosen

NAME_LENGTH = 20


@require_POST
def filters(request: HttpRequest) -> HttpResponse:
    """`name` with the fields of the list keeps it; `forget` is the name of one to drop."""
    _actor, person_id = officer_of(request)
    query = chosen(request.POST.dict()).query
    if name := request.POST.get("forget", ""):
        if forget_filter(person_id=person_id, name=name):
            messages.success(request, _("已删掉筛选：%(name)s") % {"name": name})
        return HttpResponseRedirect(f"/office/?{query}")
    name = clean_line(request.POST.get("name", ""))[:NAME_LENGTH]
    if not name:
        messages.error(request, _("请给这个筛选起个名字，例如：热线转来的"))
        return HttpResponseRedirect(f"/office/?{query}")
    try:
        save_filter(person_id=person_id, name=name, query=query, now=timezone.now())
    except TooMany:
        messages.error(request, _("最多存 %(most)d 个筛选，请先删掉一个。") % {"most": MOST_FILTERS})
    else:
        messages.success(request, _("已存好筛选：%(name)s") % {"name": name})
    return HttpResponseRedirect(f"/office/?{query}")
