"""Every question of the CV is asked in the language of its reader."""

import html
import re
from typing import Any

import pytest
from django.utils.translation import override

from entremise.candidates.models import Publication
from entremise.candidates.wording.questions import CV_QUESTIONS, CVQuestion
from entremise.candidates.wording.translation_segments import cv_segments
from tests.factories import candidates
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
each_question = pytest.mark.parametrize(
    "question", CV_QUESTIONS, ids=lambda q: str(q.slug)
)


@world
def publication() -> Publication:
    return candidates.published_cv()


def asked(
    as_user: Any, publication: Publication, question: CVQuestion, language: str
) -> str:
    """What the page of a question says, without the words of the person."""
    cv = publication.candidate.cv
    url = f"/{language}/mon-espace/cv/question/{question.slug}/"
    if question.slug in ("experiences", "photo"):
        url = f"/{language}/mon-espace/cv/{question.slug}/"
    page = as_user(cv.candidate.user).get(url)
    assert page.status_code == 200
    main = re.split(r"<main[^>]*>|</main>", page.content.decode())[1]
    # The list of languages says each one in itself too.
    main = re.sub(r"<(select|textarea)\b.*?</\1>|<[^>]+>", " ", main, flags=re.S)
    text = html.unescape(main)
    for segment in cv_segments(cv.document):
        for line in segment.text.splitlines():
            text = text.replace(line, "")
    return text


@each_question
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_question_is_asked_in_the_language_of_the_reader(
    as_user: Any, publication: Publication, question: CVQuestion, language: str
) -> None:
    text = asked(as_user, publication, question, language)
    with override("fr"):
        assert str(question.text) not in text
    with override(language):
        assert str(question.text) in text


@each_question
def test_an_arabic_reader_meets_no_french_word(
    as_user: Any, publication: Publication, question: CVQuestion
) -> None:
    text = asked(as_user, publication, question, "ar")
    # Acronyms stay: CACES, CDDI, JPEG. WebP is the name of a format.
    assert set(re.findall(r"[a-zà-ÿ]{3,}", text)) == set()
