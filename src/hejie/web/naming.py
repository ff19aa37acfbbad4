"""The name of an account whose phone was not shown for long: between the code and being signed in.

GET  /accounts/name/    asks for it
POST /accounts/name/    `name`: signs in where it agrees; `another`: the number is the reader's, the account is not
"""

from __future__ import annotations

from typing import Any

from allauth.account.stages import LoginStageController
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hejie.people.held import is_named, release_phone
from hejie.people.stages import NameStage
from hejie.rules.model import Text
from hejie.web.forms import ProblemShown
from hejie.web.saidname import wrong_name

DIFFERS = Text(
    "和账户登记的姓名对不上。请填提交时用的姓名，一字不差；还是不行，请拨打 12315 核对。",
    "This is not the name of the account. Enter the very name you filed with; if it still fails, please call 12315.",
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def name_of_account(request: HttpRequest) -> HttpResponse:
    """Only for whoever gave the right code a moment ago; everybody else is sent to sign in."""
    stage = LoginStageController.enter(request, NameStage.key)
    if stage is None:
        return redirect("account_login")
    if request.method == "POST" and "another" in request.POST:
        return _let_go(request, stage)
    name = request.POST.get("name", "").strip()
    problem = _wrong(stage.login.user, name) if request.method == "POST" else None
    if request.method == "POST" and problem is None:
        return stage.exit()
    context = {"problems": [problem] if problem else [], "name": name}
    return render(request, "account/name.html", context, status=422 if problem else 200)


def _wrong(person: Any, name: str) -> ProblemShown | None:
    return wrong_name(
        name,
        tried=("account name", str(person.pk)),
        agrees=lambda said: is_named(person, said),
        differs=ProblemShown(DIFFERS, "account-name"),
        now=timezone.now(),
    )


def _let_go(request: HttpRequest, stage: Any) -> HttpResponse:
    """The number opens this account no more. Whoever holds it has none yet: one comes with what they file."""
    release_phone(person=stage.login.user, now=timezone.now())
    stage.abort()
    messages.success(request, _("这个号码已和原来的账户分开。现在可以用它提交；替您登记过的案件，请再登录一次打开。"))
    return HttpResponseRedirect("/")
