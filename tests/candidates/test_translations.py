"""Translations of a CV: written, reviewed, published by the candidate, withdrawn."""

from typing import Any

import pytest

from entremise.candidates.actions.consent import (
    publish_cv,
    publish_translation,
    renew_publication,
    send_consent_code,
    unpublish_translation,
)
from entremise.candidates.actions.cv_draft import save_cv_section, submit_cv
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.actions.translations import (
    approve_translation,
    request_translation_changes,
    save_translation,
    start_translation,
    submit_translation,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import CVContent, PublicCV
from entremise.candidates.enums import GrantMethod
from entremise.candidates.forms.consent import ConsentForm
from entremise.candidates.models import (
    CV,
    ApprovedTranslation,
    ConsentGrant,
    FrozenRecordError,
    Translation,
)
from entremise.candidates.queries.publications import published_cv
from entremise.candidates.queries.translations import (
    translation_progress_for,
    translations_matching_snapshot,
    translations_to_review_for,
)
from entremise.candidates.validators import content_fingerprint
from entremise.candidates.wording.translation_segments import (
    cv_segments,
    segments_to_translate,
    source_fingerprint,
    translated_content,
    translated_segments,
)
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from entremise.foundation.search.queries.searching import search_index
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, candidates
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def shown(code: str) -> PublicCV:
    found = published_cv(code)
    assert isinstance(found, PublicCV)
    return found


def standing(person: object) -> str:
    return translation_progress_for(person.user, person)[0].status  # type: ignore[attr-defined]


@world
def person() -> Any:
    return candidates.candidate()


@world
def publication() -> Any:
    return candidates.published_cv_in_arabic()


def test_every_sentence_and_no_fact_is_translated() -> None:
    document = CVContent.load(candidates.SECTIONS)
    keys = [piece.key for piece in cv_segments(document)]
    assert keys[:4] == [
        "strengths.0",
        "strengths.1",
        "strengths.2",
        "goals.0.occupation",
    ]
    assert "languages.0" not in "".join(keys)
    said = translated_content(document, {key: f"!{key}" for key in keys})
    assert said.strengths[0] == "!strengths.0"
    assert said.experiences[0].did == "!experiences.0.did"
    assert said.skills == ["!skills"]
    assert (said.languages, said.practical.contracts) == (
        document.languages,
        document.practical.contracts,
    )
    assert document.strengths[0] == "À l’écoute"  # the original is left alone


def test_a_sentence_that_moves_keeps_its_translation_and_one_that_changes_is_to_be_read_again() -> (
    None
):
    before = CVContent(strengths=["Patient", "Souriant"])
    stored = {
        p.key: {"of": p.fingerprint, "words": f"{p.text}!"} for p in cv_segments(before)
    }
    after = CVContent(strengths=["Souriant", "Très patient"])
    assert [(w.text, w.state) for w in translated_segments(after, stored)] == [
        ("Souriant!", "fresh"),
        ("Souriant!", "stale"),
    ]
    assert [p.key for p in segments_to_translate(after, stored)] == ["strengths.1"]
    assert source_fingerprint(before, "fr") != source_fingerprint(after, "fr")


def test_who_may_write_the_cv_may_write_it_in_another_language_and_nobody_else(
    person: Any,
) -> None:
    cv = candidates.draft_cv(person)
    for writer in (person.user, candidates.team_member_of(person.zone)):
        start_translation(cv, language="ar", by=writer)
    assert Translation.objects.count() == 1
    with pytest.raises(NotAllowed):
        start_translation(cv, language="en", by=accounts.user())
    for language in ("fr", "fsl", "xx"):
        with pytest.raises(DomainError):
            start_translation(cv, language=language, by=person.user)


def test_two_writers_lose_nothing(person: Any) -> None:
    cv, team = candidates.draft_cv(person), candidates.team_member_of(person.zone)
    translation = start_translation(cv, language="en", by=person.user)
    seen = {
        w.segment.key: content_fingerprint(w.text)
        for w in translated_segments(cv.document, {})
    }
    empty = dict.fromkeys(seen, "")
    save_translation(
        translation,
        texts=empty | {"tagline": "I listen", "needs": "Notes"},
        seen=seen,
        by=team,
    )
    saved, conflicts = save_translation(
        translation,
        texts=empty | {"tagline": "I hear", "story": "Once"},
        seen=seen,
        by=person.user,
    )
    assert conflicts == {"tagline": "I listen"}
    kept = {
        w.segment.key: w.text for w in translated_segments(cv.document, saved.content)
    }
    assert (kept["tagline"], kept["needs"], kept["story"]) == (
        "I listen",
        "Notes",
        "Once",
    )
    now = {key: content_fingerprint(words) for key, words in kept.items()}
    saved, conflicts = save_translation(
        translation, texts={"tagline": "I hear"}, seen=now, by=person.user
    )
    assert not conflicts
    assert {
        w.segment.key: w.text for w in translated_segments(cv.document, saved.content)
    }["tagline"] == "I hear"


def test_what_is_to_be_read_again_stays_so_until_somebody_says_it_is_right(
    person: Any,
) -> None:
    candidates.draft_cv(person)
    translation = candidates.arabic_translation(person)
    cv = CV.objects.get(candidate=person)
    save_cv_section(
        cv, section="tagline", value="Autre chose.", version=cv.version, by=person.user
    )
    rows = {
        w.segment.key: w.text
        for w in translated_segments(
            CV.objects.get(pk=cv.pk).document, translation.content
        )
    }
    seen = {key: content_fingerprint(words) for key, words in rows.items()}
    saved, _ = save_translation(
        translation, texts=rows | {"needs": "كتابة"}, seen=seen, by=person.user
    )
    assert [p.key for p in segments_to_translate(saved.cv.document, saved.content)] == [
        "tagline"
    ]
    saved, _ = save_translation(
        saved, texts=rows, seen=seen, read_again=["tagline"], by=person.user
    )
    assert not segments_to_translate(saved.cv.document, saved.content)


def test_the_team_reads_it_before_the_person_shows_it(person: Any) -> None:
    candidates.approved_snapshot(person)
    team = candidates.team_member_of(person.zone)
    translation = candidates.arabic_translation(person)
    assert standing(person) == "writing"
    translation = submit_translation(translation, by=person.user)
    assert list(translations_to_review_for(team)) == [translation]
    assert (
        Task.objects.filter(
            reason="candidates.translation_to_review", done_at=None
        ).count()
        == 1
    )
    with pytest.raises(MoveRefused):
        save_translation(translation, texts={"tagline": "x"}, seen={}, by=person.user)
    with pytest.raises(NotAllowed):
        approve_translation(translation, version=translation.version, by=person.user)
    translation = request_translation_changes(translation, remark="Le titre", by=team)
    assert (translation.remark, standing(person)) == ("Le titre", "changes_requested")
    translation = submit_translation(translation, by=person.user)
    with pytest.raises(EditConflict):
        approve_translation(translation, version=translation.version - 1, by=team)
    read = approve_translation(translation, version=translation.version, by=team)
    assert not Task.objects.filter(
        reason="candidates.translation_to_review", done_at=None
    ).exists()
    assert standing(person) == "to_accept"
    read.content = {}
    with pytest.raises(FrozenRecordError):
        read.save()
    with pytest.raises(FrozenRecordError):
        ApprovedTranslation.objects.update(content={})


def test_nothing_is_sent_half_written_nor_read_before_the_cv_itself(
    person: Any,
) -> None:
    cv = candidates.draft_cv(person)
    translation = start_translation(cv, language="ar", by=person.user)
    with pytest.raises(DomainError):
        submit_translation(translation, by=person.user)
    translation = submit_translation(
        candidates.arabic_translation(person), by=person.user
    )
    with pytest.raises(MoveRefused):  # no version of the CV was ever read
        approve_translation(
            translation,
            version=translation.version,
            by=candidates.team_member_of(person.zone),
        )


def test_the_person_alone_shows_a_language_and_for_no_longer_than_the_rest() -> None:
    publication = candidates.published_cv(fields=())
    person, team = (
        publication.candidate,
        candidates.team_member_of(publication.candidate.zone),
    )
    read = candidates.approved_arabic_translation(person)
    assert shown(publication.code).languages == ["fr"]
    options = {
        "translation": read.code,
        "consent_version": consent_versions.CURRENT_CONSENT_VERSION,
        "language": "fr",
    }
    for somebody in (team, accounts.user(), accounts.administrator()):
        with pytest.raises(NotAllowed):
            publish_translation(person, by=somebody, **options)
    after = publish_translation(person, by=person.user, **options)
    cv = shown(publication.code)
    assert cv.languages == ["fr", "ar"]
    assert cv.in_language("ar").content.tagline.startswith("عربي")
    assert cv.in_language("ar").content.story == ""  # not granted, in no language
    assert after.grant.until == publication.grant.until
    assert after.rendering_key != publication.rendering_key
    assert search_index("cv", "عربي").keys == [publication.code]
    assert standing(person) == "shown"


def test_one_language_is_withdrawn_at_once_and_may_come_back(publication: Any) -> None:
    person = publication.candidate
    before = shown(publication.code).rendering_key
    with pytest.raises(NotAllowed):
        unpublish_translation(person, language="ar", by=accounts.user())
    unpublish_translation(person, language="ar", by=person.user)
    cv = shown(publication.code)
    assert cv.languages == ["fr"]
    assert cv.rendering_key != before
    assert not search_index("cv", "عربي").keys
    grant = ConsentGrant.objects.get(candidate=person, ended_at=None)
    assert len(grant.translations) == 1  # what was agreed to stays written
    read = ApprovedTranslation.objects.get()
    publish_translation(
        person,
        translation=read.code,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,
    )
    assert shown(publication.code).languages == ["fr", "ar"]


def test_a_new_version_of_the_cv_is_not_shown_with_an_old_translation(
    publication: Any,
) -> None:
    person = publication.candidate
    cv = CV.objects.select_related("candidate").get(candidate=person)
    cv = save_cv_section(
        cv,
        section="tagline",
        value="Une autre phrase.",
        version=cv.version,
        by=person.user,
    )
    # What is visible has not moved.
    assert shown(publication.code).languages == ["fr", "ar"]
    assert translation_progress_for(person.user, person)[0].segments_left == 1
    snapshot = approve_cv(
        submit_cv(cv, by=person.user), by=candidates.team_member_of(person.zone)
    )
    assert translations_matching_snapshot(person, snapshot) == []
    choices = {
        "fields": [],
        "channels": ["page"],
        "consent_version": consent_versions.CURRENT_CONSENT_VERSION,
        "language": "fr",
    }
    old = ApprovedTranslation.objects.get().code
    with pytest.raises(MoveRefused):
        publish_cv(
            person, snapshot=snapshot, by=person.user, translations=[old], **choices
        )
    publish_cv(person, snapshot=snapshot, by=person.user, **choices)
    assert shown(publication.code).languages == ["fr"]


def test_a_change_of_facts_alone_keeps_the_translation() -> None:
    person = candidates.published_cv_in_arabic().candidate
    cv = CV.objects.select_related("candidate").get(candidate=person)
    spoken = [{"name": "fr", "level": "fluent"}]
    cv = save_cv_section(
        cv, section="languages", value=spoken, version=cv.version, by=person.user
    )
    snapshot = approve_cv(
        submit_cv(cv, by=person.user), by=candidates.team_member_of(person.zone)
    )
    assert [
        read.language for read in translations_matching_snapshot(person, snapshot)
    ] == ["ar"]


def test_the_form_of_consent_asks_each_language_and_ticks_none() -> None:
    snapshot = candidates.approved_snapshot()
    person = snapshot.candidate
    assert "translations" not in ConsentForm(person, snapshot).fields
    read = candidates.approved_arabic_translation(person)
    form = ConsentForm(person, snapshot)
    assert form.fields["translations"].choices == [(read.code, "arabe – العربية")]
    assert "checked" not in str(form)
    form = ConsentForm(
        person, snapshot, {"channels": ["page"], "translations": [read.code]}
    )
    assert form.is_valid()
    publish_cv(
        person,
        snapshot=snapshot,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,
        **form.selected_choices,
    )
    assert shown(person.cv.code).languages == ["fr", "ar"]


def test_a_code_agrees_to_the_languages_that_were_chosen() -> None:
    snapshot = candidates.approved_snapshot()
    person = snapshot.candidate
    read = candidates.approved_arabic_translation(person)
    team = candidates.team_member_of(person.zone)
    code = send_consent_code(
        person,
        snapshot=snapshot,
        fields=[],
        channels=["page"],
        translations=[read.code],
        by=team,
    )
    assert code.translations == [read.code]


def test_renewed_the_languages_stay(publication: Any) -> None:
    person = publication.candidate
    renew_publication(
        person,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,
    )
    assert shown(publication.code).languages == ["fr", "ar"]
    assert (
        ConsentGrant.objects.get(candidate=person, ended_at=None).method
        == GrantMethod.SELF
    )
