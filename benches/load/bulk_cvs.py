"""Creates thousands of published CVs with bulk inserts, as the actions would have written them."""

import json
import random
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image, ImageDraw

from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import (
    CVContent,
    Experience,
    JobGoal,
    Practical,
    SpokenLanguage,
)
from entremise.candidates.content.languages import LANGUAGES
from entremise.candidates.enums import (
    ContractType,
    CVState,
    GrantChannel,
    GrantField,
    GrantMethod,
    JobFamily,
    LanguageLevel,
    PathState,
)
from entremise.candidates.indexing.public_index import CV_DOCUMENTS, cv_index_entry
from entremise.candidates.models import (
    CV,
    Candidate,
    ConsentGrant,
    Publication,
    Snapshot,
)
from entremise.candidates.queries.publications import (
    live_publications,
    public_cv_from_publication,
)
from entremise.demo.trades import DEMO_TRADES
from entremise.foundation.accounts.models import Zone
from entremise.foundation.search.actions.indexing import index_in_batches
from entremise.foundation.search.models import Document, Facet
from entremise.gallery.actions.cards import prepare_cards
from entremise.gallery.actions.ranking import add_many_to_ranking

BATCH_SIZE = 500
FIRST_NAMES = [
    "Ali",
    "Billy",
    "Mariam",
    "Nadia",
    "Oumar",
    "Paola",
    "Rahel",
    "Samir",
    "Tatiana",
    "Yusuf",
    "Aminata",
    "Bruno",
    "Carmen",
    "Dario",
    "Elena",
    "Farid",
    "Grace",
    "Hugo",
    "Inès",
    "Joseph",
    "Karim",
    "Leïla",
    "Moussa",
    "Nora",
    "Olga",
    "Pedro",
    "Rosa",
    "Sékou",
    "Teresa",
    "Ugo",
    "Vera",
    "Wassim",
    "Yasmine",
    "Zoé",
]
CITIES = {
    "Paris": "75",
    "Saint-Denis": "93",
    "Lyon": "69",
    "Villeurbanne": "69",
    "Lille": "59",
    "Roubaix": "59",
    "Rennes": "35",
    "Lorient": "56",
    "Bordeaux": "33",
    "Nantes": "44",
    "Toulouse": "31",
    "Marseille": "13",
}
FAMILIES = {
    "la": JobFamily.LOGISTICS,
    "aa": JobFamily.ADMINISTRATION,
    "bat": JobFamily.CONSTRUCTION,
    "rh": JobFamily.FOOD,
    "cd": JobFamily.RETAIL,
    "asp": JobFamily.CARE,
    "pr": JobFamily.CLEANING,
    "mi": JobFamily.INDUSTRY,
    "art": JobFamily.CRAFT,
    "tra": JobFamily.TRANSPORT,
    "id": JobFamily.DIGITAL,
    "sec": JobFamily.SECURITY,
    "cm": JobFamily.COMMUNICATION,
    "ca": JobFamily.CULTURE,
    "aev": JobFamily.NATURE,
    "sa": JobFamily.SOCIAL,
    "fjr": JobFamily.FINANCE,
    "sm": JobFamily.HEALTH,
}
CONTRACTS = {
    "cdi": ContractType.CDI,
    "cdd+6": ContractType.CDD_LONG,
    "cdd-6": ContractType.CDD_SHORT,
    "cddi": ContractType.CDDI,
    "alt": ContractType.APPRENTICESHIP,
    "interim": ContractType.TEMPORARY,
    "stage": ContractType.INTERNSHIP,
    "form": ContractType.TRAINING,
    "pmsmp": ContractType.IMMERSION,
}


@dataclass(frozen=True)
class BulkPerson:
    first_name: str
    last_name: str
    zone: str
    content: CVContent


def random_person(number: int) -> BulkPerson:
    """The same person for the same number, whatever the number of people."""
    draw = random.Random(number)
    city = draw.choice(list(CITIES))
    wished, done = draw.choice(DEMO_TRADES), draw.choice(DEMO_TRADES)
    languages = dict.fromkeys(["fr", *draw.sample(list(LANGUAGES), 2)])
    return BulkPerson(
        draw.choice(FIRST_NAMES),
        f"Fictif{number}",
        city,
        CVContent(
            tagline=draw.choice(wished.taglines),
            strengths=draw.sample(wished.strengths, 3),
            languages=[
                SpokenLanguage(name, draw.choice(list(LanguageLevel)).value)
                for name in languages
            ],
            goals=[
                JobGoal(wished.family.value, draw.choice(wished.names), wished.rome)
            ],
            experiences=[
                Experience(title, did, place)
                for title, did, place in (*done.past, *wished.past[:1])
            ],
            skills=[*wished.skills, *done.skills[:2]],
            story=" ".join(
                did
                for trade in draw.sample(DEMO_TRADES, 4)
                for _title, did, _place in trade.past
            ),
            interests=draw.sample(
                [
                    "lecture",
                    "football",
                    "cuisine",
                    "couture",
                    "musique",
                    "jardin",
                    "échecs",
                ],
                2,
            ),
            practical=Practical(
                contracts=[c.value for c in draw.sample(list(ContractType), 2)],
                departements=[CITIES[city]],
                city=city,
                transport="Transports en commun",
            ),
        ),
    )


def read_people(path: Path) -> Iterator[BulkPerson]:
    """People from JSON lines of kind « candidate ».

    Keys read: names, zone, business_lines, ambitions, experiences, languages…
    """
    codes = {str(name): code for code, (name, _own) in LANGUAGES.items()}
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["kind"] == "candidate":
                yield BulkPerson(
                    row["first_name"],
                    row["last_name"],
                    row["zone"].capitalize(),
                    _content(row, codes),
                )


def _content(row: dict[str, Any], codes: dict[str, str]) -> CVContent:
    families = [
        FAMILIES.get(line["code"], JobFamily.LOGISTICS).value
        for line in row["business_lines"]
    ]
    goals = [
        JobGoal(family, wish["name"])
        for family, wish in zip(
            [*families, *families], row["ambitions"][:2], strict=False
        )
    ]
    spoken = [codes.get(said.split(" (")[0].lower(), "") for said in row["languages"]]
    return CVContent(
        tagline=row["catchphrase"][:80],
        strengths=row["skills"][:3],
        languages=[
            SpokenLanguage(code, LanguageLevel.FLUENT.value)
            for code in dict.fromkeys(spoken)
            if code
        ],
        goals=goals,
        experiences=[
            Experience(e["description"][:80], e["description"], "", e["skills"])
            for e in row["experiences"]
        ],
        skills=row["skills"],
        story=row["story"][:1500],
        interests=row["passions"][:6],
        practical=Practical(
            contracts=[CONTRACTS[c].value for c in row["contracts"] if c in CONTRACTS],
            departements=[d.rpartition("(")[2].rstrip(")") for d in row["departments"]],
            city=row["address"].rpartition(", ")[2],
            transport=row["transport"],
            availability=row["availability"],
        ),
    )


def bulk_people(path: Path | None) -> Iterator[BulkPerson]:
    if path:
        yield from read_people(path)
        return
    number = 0
    while True:
        yield random_person(number := number + 1)


def publish_in_bulk(people: Iterable[BulkPerson], *, progress: Any) -> None:
    """Draft, snapshot, consent, publication, index entry and rank of each person."""
    photo = default_storage.save(
        "published/bench.jpg", ContentFile(_noise_photo((800, 1000)))
    )
    default_storage.save(
        photo.removesuffix(".jpg") + "-small.jpg", ContentFile(_noise_photo((400, 500)))
    )
    zones: dict[str, Zone] = {}
    done, walk = 0, iter(people)
    while some := list(islice(walk, BATCH_SIZE)):
        for name in {person.zone for person in some} - set(zones):
            zones[name] = Zone.objects.get_or_create(
                slug=slugify(name), defaults={"name": name}
            )[0]
        with transaction.atomic():
            rows = _rows(some, zones, photo)
            add_many_to_ranking(rows)
            prepare_cards([row.pk for row in rows])
        entries = [
            cv_index_entry(
                public_cv_from_publication(publication),
                zone_code=publication.candidate.zone.code,
            )
            for publication in live_publications().filter(
                pk__in=[row.pk for row in rows]
            )
        ]
        for _done in index_in_batches(CV_DOCUMENTS, entries):
            pass
        done += len(some)
        progress(done)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy_people(first: int, last: int) -> None:
    """Copy every person as many times as from ``first`` to ``last``, with other codes.

    Rows are copied inside the database. Of the copies, the index has facets only: for benches of
    pages.
    """
    tables = (Candidate, CV, Snapshot, ConsentGrant, Publication, Document, Facet)
    base = {model: model._meta.db_table for model in tables}
    with transaction.atomic(), connection.cursor() as cursor:
        step = max(
            model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            for model in (Facet, CV)
        )
        step = _copy_step.setdefault("step", step)
        for model, table in base.items():
            names = ", ".join(f.column for f in model._meta.concrete_fields)
            values = ", ".join(
                _copied_column(field, step) for field in model._meta.concrete_fields
            )
            cursor.execute(
                "WITH RECURSIVE k(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM k WHERE n < %s)"
                f" INSERT INTO {table} ({names}) SELECT {values} FROM {table} t, k WHERE t.id <="
                " %s",
                [first, last, step],
            )
        add_many_to_ranking(list(Publication.objects.filter(pk__gt=first * step)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


_copy_step: dict[
    str, int
] = {}  # the rows made one by one have smaller numbers, and each copy as many more


def _copied_column(field: Any, step: int) -> str:
    if field.primary_key or field.related_model in (
        Candidate,
        CV,
        Snapshot,
        ConsentGrant,
        Publication,
        Document,
    ):
        return f"t.{field.column} + k.n * {step}"
    if field.name in ("code", "rendering_key", "key"):
        return f"SUBSTR(t.{field.column}, 1, 15) || '-' || CAST(k.n AS TEXT)"
    return f"t.{field.column}"


def _rows(
    some: list[BulkPerson], zones: dict[str, Zone], photo: str
) -> list[Publication]:
    now = timezone.now()
    candidates = Candidate.objects.bulk_create(
        Candidate(
            first_name=person.first_name,
            last_name=person.last_name,
            zone=zones[person.zone],
            state=PathState.ACTIVE,
            phone=f"+3363998{secrets.randbelow(10**4):04}",
            started_on=now.date(),
            last_contact_on=now.date(),
        )
        for person in some
    )
    both = list(
        zip(candidates, [person.content.dump() for person in some], strict=True)
    )
    drafts = CV.objects.bulk_create(
        CV(candidate=candidate, content=content, state=CVState.APPROVED)
        for candidate, content in both
    )
    snapshots = Snapshot.objects.bulk_create(
        Snapshot(
            candidate=candidate,
            number=1,
            content=content,
            language="fr",
            photo=photo,
            approved_at=now,
        )
        for candidate, content in both
    )
    grants = ConsentGrant.objects.bulk_create(
        ConsentGrant(
            candidate=candidate,
            fields=[GrantField.STORY, GrantField.PHOTO],
            channels=[GrantChannel.PAGE, GrantChannel.PDF, GrantChannel.PREVIEW_PHOTO],
            language="fr",
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            consent_text_hash=consent_versions.consent_text_hash(
                consent_versions.CURRENT_CONSENT_VERSION, "fr"
            ),
            method=GrantMethod.SELF,
            granted_at=now,
            until=now + consent_versions.CONSENT_DURATION,
        )
        for candidate in candidates
    )
    since = now - timedelta(days=40)
    return Publication.objects.bulk_create(
        Publication(
            candidate=candidate,
            code=draft.code,
            snapshot=snapshot,
            grant=grant,
            rendering_key=secrets.token_urlsafe(16),
            published_at=since,
            first_published_at=since,
        )
        for candidate, draft, snapshot, grant in zip(
            candidates, drafts, snapshots, grants, strict=True
        )
    )


def _noise_photo(size: tuple[int, int]) -> bytes:
    """A picture as heavy as a photo."""
    width, height = size
    image = Image.effect_noise(size, 28).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.3, height * 0.2, width * 0.7, height * 0.6), fill="#8a5a3c")
    draw.rectangle((width * 0.2, height * 0.65, width * 0.8, height), fill="#1f5c4a")
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
