from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.web import reads


@reads(is_candidate)
def consent(request: HttpRequest) -> HttpResponse:
    return render(request, "candidate/base.html")
