"""The page cache: reused while the version is the same, never longer."""

import threading
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from entremise.candidates.actions.consent import renew_publication, withdraw_cv
from entremise.candidates.models import ConsentGrant, Publication
from entremise.candidates.queries.publications import rendering_key_for
from entremise.foundation.web import cache_versions, lru_cache, page_cache
from entremise.foundation.web.middleware import security_headers_middleware
from entremise.foundation.web.notes import response_notes
from entremise.gallery.rules import GALLERY_CACHE_VERSION
from tests.factories import accounts, candidates
from tests.kit.queries import count_queries
from tests.kit.worlds import world


@pytest.fixture(autouse=True)
def nothing_kept():
    lru_cache.clear_all_caches()
    yield
    lru_cache.clear_all_caches()  # a page of here is nobody else's


@world
def ali():
    return candidates.published_cv(candidates.candidate(first_name="Ali"), photo=True)


def address(publication):
    return f"/cv/{publication.code}/"


def test_made_once_then_one_question(client, ali):
    with count_queries() as cold:
        first = client.get(address(ali))
    with count_queries() as warm:
        again = client.get(address(ali))
    assert len(cold) <= 6
    assert len(warm) == 1
    assert again.content == first.content
    numbers = {response.headers.pop("X-Request-ID") for response in (first, again)}
    assert len(numbers) == 2  # each request has its own
    assert again.headers.items() == first.headers.items()


@pytest.mark.parametrize(
    "path", ["/", "/candidats/", "/candidats/?langue=ar", "/candidats/?q=client"]
)
def test_pages_of_people_too(client, ali, path):
    first = client.get(path)
    with count_queries() as warm:
        assert client.get(path).content == first.content
    assert len(warm) == 1


def test_files_ask_whether_the_person_still_agrees_and_nothing_else(client, ali):
    photo = f"/cv/{ali.code}/photo-{ali.rendering_key}.petite.jpg"
    first = client.get(photo)
    with count_queries() as warm:
        assert client.get(photo).content == first.content
    assert len(warm) == 1


@pytest.mark.parametrize("path", ["/", "/candidats/", "/candidats/?q=client"])
def test_withdrawn_is_gone_at_the_next_request(client, ali, path):
    assert "Ali" in client.get(path).content.decode()
    assert client.get(address(ali)).status_code == 200
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert ">Ali<" not in client.get(path).content.decode()
    assert client.get(address(ali)).status_code == 410


def test_the_agreement_runs_out_without_anybody_doing_anything(
    client, ali, time_machine
):
    assert ">Ali<" in client.get("/candidats/").content.decode()
    assert client.get(address(ali)).status_code == 200
    end = ConsentGrant.objects.get(candidate=ali.candidate).until
    time_machine.move_to(end - timedelta(seconds=30))
    assert ">Ali<" in client.get("/candidats/").content.decode()
    # the page is younger than a minute
    time_machine.move_to(end + timedelta(seconds=1))
    assert ">Ali<" not in client.get("/candidats/").content.decode()
    assert client.get(address(ali)).status_code == 410


def test_somebody_new_appears(client, ali):
    client.get("/candidats/")
    candidates.published_cv(candidates.candidate(first_name="Mariam"))
    assert ">Mariam<" in client.get("/candidats/").content.decode()


def test_a_new_agreement_makes_the_page_anew(client, ali):
    client.get(address(ali))
    renew_publication(
        ali.candidate,
        consent_version="2026-11-23",
        language="fr",
        by=ali.candidate.user,
    )
    rendering = Publication.objects.get(pk=ali.pk).rendering_key
    assert rendering != ali.rendering_key
    assert rendering in client.get(address(ali)).content.decode()


def test_the_short_question_says_what_live_says(ali):
    grant = ConsentGrant.objects.get(candidate=ali.candidate)
    assert rendering_key_for(ali.code) == ali.rendering_key
    assert rendering_key_for("nobody") is None
    now = timezone.now()
    for row, changes in (
        (grant, {"ended_at": now}),
        (grant, {"until": now}),
        (ali, {"ended_at": now}),
    ):
        before = {name: getattr(row, name) for name in changes}
        type(row).objects.filter(pk=row.pk).update(**changes)
        assert not Publication.objects.live().filter(pk=ali.pk).exists()
        assert rendering_key_for(ali.code) is None
        type(row).objects.filter(pk=row.pk).update(**before)
    assert rendering_key_for(ali.code) == ali.rendering_key


def test_each_language_host_and_question_has_its_own(client, ali):
    seen = {
        client.get("/candidats/").content,
        client.get("/en/candidats/").content,
        client.get("/ar/candidats/").content,
        client.get("/candidats/?q=client").content,
        client.get("/candidats/?q=client&langue=ar").content,
    }
    assert len(seen) == 5
    assert client.get("/candidats/", HTTP_HOST="localhost").status_code == 200
    assert client.get("/candidats/", HTTP_HOST="elsewhere.example").status_code == 400
    assert (
        client.get("/candidats/", HTTP_ACCEPT_LANGUAGE="ar").content
        == client.get("/candidats/").content
    )


def test_nothing_of_somebody_signed_in_is_kept_nor_given_what_is(client, ali):
    person = accounts.sign_in(Client(), accounts.user(first_name="Zélie"))
    assert "Zélie" in person.get("/candidats/").content.decode()
    assert "Zélie" not in client.get("/candidats/").content.decode()
    assert "Zélie" in person.get("/candidats/").content.decode()


def test_a_visitor_with_any_cookie_is_served_apart(client, ali):
    assert "ETag" in client.get("/candidats/").headers
    client.cookies["other"] = "1"
    # made for them, and not stored
    assert "ETag" not in client.get("/candidats/").headers


def test_forms_of_ones_own_are_never_kept(client, ali):
    client.get(f"/cv/{ali.code}/rencontrer/")
    client.get(f"/cv/{ali.code}/partager/")
    assert len(page_cache.cached_pages) == 0


def test_a_reader_who_has_the_page_is_told_so(client, ali):
    etag = client.get("/candidats/").headers["ETag"]
    again = client.get("/candidats/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert client.get("/candidats/", headers={"if-none-match": etag}).status_code == 200


def test_outside_it_is_always_asked_again(client, ali):
    for path in ("/", "/candidats/", address(ali)):
        for _time in range(2):
            assert (
                client.get(path).headers["Cache-Control"]
                == page_cache.ALWAYS_REVALIDATE
            )


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_poisons_nothing(client):
    candidates.published_cv(candidates.candidate(first_name="Ali"))
    cache_versions.bump_cache_version(GALLERY_CACHE_VERSION)
    with transaction.atomic():
        cache_versions.bump_cache_version(GALLERY_CACHE_VERSION)
        undone = cache_versions.cache_version(GALLERY_CACHE_VERSION)
        candidates.published_cv(candidates.candidate(first_name="Mariam"))
        # within the transaction the change is seen
        assert ">Mariam<" in client.get("/candidats/").content.decode()
        transaction.set_rollback(True)
    assert cache_versions.cache_version(GALLERY_CACHE_VERSION) != undone
    assert ">Mariam<" not in client.get("/candidats/").content.decode()
    cache_versions.bump_cache_version(GALLERY_CACHE_VERSION)
    # a version never comes twice
    assert cache_versions.cache_version(GALLERY_CACHE_VERSION) != undone
    assert ">Mariam<" not in client.get("/candidats/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_processes_obey_at_the_next_request(client, monkeypatch):
    """Processes share nothing but the database."""
    ali = candidates.published_cv(candidates.candidate(first_name="Ali"))
    mine, theirs = page_cache.cached_pages, lru_cache.LRUCache(1_000_000)

    def other_process(act):
        monkeypatch.setattr(page_cache, "cached_pages", theirs)
        try:
            return act()
        finally:
            monkeypatch.setattr(page_cache, "cached_pages", mine)

    for ask in (lambda act: act(), other_process):
        assert ask(lambda: client.get(address(ali)).status_code) == 200
        assert ask(lambda: b">Ali<" in client.get("/candidats/").content)
    assert len(mine) == len(theirs) == 2
    done = threading.Event()

    def act_elsewhere():
        withdraw_cv(ali.candidate, by=ali.candidate.user)
        connection.close()
        done.set()

    threading.Thread(target=act_elsewhere).start()
    assert done.wait(20)
    for ask in (lambda act: act(), other_process):
        assert ask(lambda: client.get(address(ali)).status_code) == 410
        assert not ask(lambda: b">Ali<" in client.get("/candidats/").content)


def test_it_follows_within_a_minute_what_no_stamp_says(client, ali, time_machine):
    ali.candidate.first_name = "Alia"
    ali.candidate.save()
    client.get(address(ali))
    type(ali.candidate).objects.filter(pk=ali.candidate.pk).update(first_name="Alim")
    time_machine.move_to(
        timezone.now() + timedelta(seconds=page_cache.MAX_AGE_SECONDS + 1)
    )
    assert "Alim" in client.get(address(ali)).content.decode()
    assert ">Alim<" in client.get("/candidats/").content.decode()


def test_the_memory_is_bounded():
    small: lru_cache.LRUCache[str] = lru_cache.LRUCache(8_000)
    for number in range(100):
        small.put(number, "page", size=900)
    assert len(small) == 8
    assert small.size <= small.max_bytes
    small.get(92)
    small.put("new", "page", size=900)
    assert small.get(92) == "page"  # the one used last stays
    assert small.get(93) is None
    small.put("huge", "page", size=2_000)
    assert small.get("huge") is None


def test_a_list_is_made_once_until_the_word_changes(db):
    made: list[float] = []

    def make():
        made.append(time.time())
        return len(made)

    assert cache_versions.get_or_compute("never", "a", make) == 1
    # no version says when it would be out of date
    assert cache_versions.get_or_compute("never", "a", make) == 2
    cache_versions.bump_cache_version("thing")
    assert [cache_versions.get_or_compute("thing", "a", make) for _ in range(3)] == [
        3,
        3,
        3,
    ]
    assert cache_versions.get_or_compute("thing", "b", make) == 4
    cache_versions.bump_cache_version("thing")
    assert cache_versions.get_or_compute("thing", "a", make) == 5


def test_nobody_is_somebody(rf):
    request = rf.get("/candidats/")
    request.user = AnonymousUser()
    assert page_cache.cache_key_for(request) is not None
    assert page_cache.cache_key_for(rf.post("/candidats/")) is None
    assert page_cache.cache_key_for(rf.get("/candidats/?q=" + "x" * 400)) is None


def test_each_thing_is_looked_up_once_until_the_word_changes(db):
    asked = []

    def look(keys):
        asked.append(keys)
        return {key: key.upper() for key in keys if key != "nobody"}

    cache_versions.bump_cache_version("thing")
    assert cache_versions.get_or_compute_many(
        "thing", "upper", ["b", "nobody", "a"], look
    ) == {"b": "B", "a": "A"}
    assert list(
        cache_versions.get_or_compute_many("thing", "upper", ["c", "a", "nobody"], look)
    ) == ["c", "a"]
    assert asked == [["b", "nobody", "a"], ["c"]]
    cache_versions.bump_cache_version("thing")
    cache_versions.get_or_compute_many("thing", "upper", ["a"], look)
    assert asked[2:] == [["a"]]


def test_more_than_a_process_holds_is_looked_up_and_not_held(db, monkeypatch):
    monkeypatch.setattr(cache_versions, "MAX_ITEMS", 2)
    cache_versions.bump_cache_version("thing")
    for _ in range(2):
        assert cache_versions.get_or_compute_many(
            "thing", "same", "abc", lambda keys: dict.fromkeys(keys, 1)
        ) == {"a": 1, "b": 1, "c": 1}
    assert cache_versions.get_or_compute("thing", "same", dict) == {}


@pytest.mark.parametrize("kept", [False, True])
def test_a_page_not_modified_keeps_its_own_policy(db, kept):
    """The browser takes the headers of the 304: a frame would no longer open."""

    @page_cache.cached_page(version=lambda: "v")
    def framed(request):
        response = HttpResponse("Des personnes")
        response_notes(response).csp = {"frame-ancestors": "*"}
        return response

    answer = security_headers_middleware(page_cache.page_cache_middleware(framed))
    first = answer(RequestFactory().get("/"))
    assert "frame-ancestors *" in first.headers["Content-Security-Policy"]
    if not kept:
        lru_cache.clear_all_caches()
    known = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    again = answer(RequestFactory().get("/", **known))
    assert again.status_code == 304
    for name in ("Content-Security-Policy", "X-Frame-Options"):
        assert again.headers.get(name) == first.headers.get(name)
