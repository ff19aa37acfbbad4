"""Where partners' systems post their messages: signed, answered in one word, never shown to a browser.

POST /exchange/<partner>/   200 done or had before, 403 not signed, 409 not possible now, 422 not understood
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hejie.exchange.inbox import take
from hejie.exchange.partners import all_partners


@csrf_exempt  # the signature over the body says who sent it
@never_cache
@require_POST
def taken(request: HttpRequest, key: str) -> JsonResponse:
    if key not in all_partners():
        raise Http404
    answer = take(key=key, headers=request.headers, body=request.body, now=timezone.now())
    return JsonResponse({"code": answer.code}, status=answer.status)
