from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.web import reads


@reads(is_staff)
def review(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "team/base.html")
