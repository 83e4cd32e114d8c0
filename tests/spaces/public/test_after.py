"""Once a CV is withdrawn, no URL serves anything of it.

The URLs are those of the access rules, so that a new page is checked too.
"""

from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from entremise.candidates.actions.consent import unpublish_cv, withdraw_cv
from entremise.candidates.enums import GrantChannel
from entremise.sharing.actions.copies import record_pdf_copy
from entremise.sharing.queries.copies import copy_count_for
from tests.factories import candidates, companies
from tests.factories.sharing import button_headers, reader_headers, share_link
from tests.kit.worlds import world

# What an address of somebody's CV needs beside their public code.
MORE = {
    "rendering": lambda shown: shown.rendering_key,
    "size": lambda shown: "grande",
    "picture": lambda shown: "fr",
    "name": lambda shown: "affiche",
    "channel": lambda shown: "linkedin",
    "language": lambda shown: "fr",
}


def _walk(resolver: Any) -> Any:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern)
        else:
            yield pattern


def _public() -> list[URLPattern]:
    public = next(r for r in _every(get_resolver()) if r.namespace == "public")
    return list(_walk(public))


def _every(resolver: Any) -> Any:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield pattern
            yield from _every(pattern)


def _arguments(pattern: URLPattern) -> set[str]:
    return set(pattern.pattern.regex.groupindex) or set(
        getattr(pattern.pattern, "converters", {})
    )


OF_A_CV = {
    p.name: p
    for p in _public()
    if "code" in _arguments(p) and str(p.pattern).lstrip("^").startswith("cv/")
}
OF_EVERYBODY = sorted(
    p.name
    for p in _public()
    if not _arguments(p) and "GET" in getattr(p.callback, "methods", ("GET",))
)


@world
def ali():
    return candidates.published_cv(
        candidates.candidate(first_name="Alhassane"),
        channels=tuple(GrantChannel),
        photo=True,
    )


def end(publication, how):
    if how == "withdrawn":
        withdraw_cv(publication.candidate, by=publication.candidate.user)
    else:
        unpublish_cv(
            publication.candidate,
            reason=how,
            by=candidates.team_member_of(publication.candidate.zone),
        )


def ask(page, name, publication):
    pattern = OF_A_CV[name]
    address = {key: MORE[key](publication) for key in _arguments(pattern) - {"code"}}
    url = reverse(f"public:{name}", kwargs={"code": publication.code, **address})
    return (
        page.post(url, **button_headers())
        if "GET" not in pattern.callback.methods
        else page.get(url, **reader_headers())
    )


def test_the_addresses_are_found():
    assert {
        "cv",
        "cv_photo",
        "cv_preview",
        "cv_pdf",
        "cv_poster",
        "cv_slide",
        "cv_card",
        "share",
    } <= set(OF_A_CV)
    assert {"home", "gallery", "sitemap"} <= set(OF_EVERYBODY)


@pytest.mark.parametrize("name", OF_A_CV)
def test_every_address_of_a_cv_answers_410_at_once(ali, page, name):
    assert ask(page, name, ali).status_code < 400
    record_pdf_copy(
        ali.code, reader=companies.recruiter_of(companies.company(ali.candidate.zone))
    )
    end(ali, "withdrawn")
    response = ask(page, name, ali)
    assert response.status_code == 410
    assert b"Alhassane" not in response.content
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "no-cache" in response.headers["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("how", ["hired", "left", "withdrawn"])
def test_the_page_says_the_same_whatever_the_reason(ali, page, how):
    other = candidates.published_cv(candidates.candidate(first_name="Mariam"))
    end(ali, how)
    for prefix, said in (
        ("", "Cette page n’existe plus"),
        ("/en", "This page no longer exists"),
        ("/ar", "الصفحة"),
    ):
        response = page.get(f"{prefix}/cv/{ali.code}/")
        html = response.content.decode()
        assert response.status_code == 410
        assert said in html
        assert "Mariam" in html
        assert f"/cv/{other.code}/" in html
        assert '<meta name="robots" content="noindex' in html
        for word in ("emploi", "retiré", "embauch", "hired", "withdr"):
            assert (
                word
                not in html.partition("<main")[2]
                .partition('<ul class="people"')[0]
                .lower()
            )


def test_no_page_of_everybody_names_who_has_left(ali, page):
    """Home, gallery, sitemap, feeds, embeds: each address without argument, before and after."""
    page.lint = False
    shown_before = [name for name in OF_EVERYBODY if _names(page, name, ali)]
    assert {"home", "gallery", "sitemap"} <= set(shown_before)
    end(ali, "hired")
    assert [name for name in OF_EVERYBODY if _names(page, name, ali)] == []
    assert ali.code not in page.get("/candidats/?texte=conseiller").content.decode()


def _names(page, name, publication):
    response = page.get(reverse(f"public:{name}"), **reader_headers())
    return response.status_code == 200 and publication.code in response.content.decode(
        errors="replace"
    )


def test_a_press_on_a_link_of_old_counts_for_nobody(ali, page):
    shared = share_link(ali)
    end(ali, "hired")
    assert (
        page.get(f"/cv/{ali.code}/?s={shared.token}", **reader_headers()).status_code
        == 410
    )
    assert not ali.candidate.visits.exists()


def test_the_team_is_told_what_can_still_be_asked_elsewhere(ali, as_user):
    team = candidates.team_member_of(ali.candidate.zone)
    file = reverse("team:candidate", args=[ali.candidate.code])
    assert "Demander l’oubli" not in as_user(team).get(file).content.decode()
    end(ali, "withdrawn")
    html = as_user(team).get(file).content.decode()
    assert "Demander l’oubli" in html
    for door in (
        "linkedin.com/post-inspector",
        "developers.facebook.com/tools/debug",
        "remove-outdated-content",
    ):
        assert door in html
    assert html.count('rel="noreferrer noopener"') >= 4


def test_the_person_is_told_simply(ali, as_user):
    end(ali, "withdrawn")
    html = (
        as_user(ali.candidate.user).get(reverse("candidate:withdrawn")).content.decode()
    )
    assert "L’équipe leur demande de l’oublier" in html
    assert "Personne ne peut le reprendre" in html
    assert copy_count_for(ali.candidate.user, ali.candidate) == 0
