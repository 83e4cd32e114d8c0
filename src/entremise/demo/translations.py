"""English and Arabic translations of sentences of the demonstration's CVs."""

from collections.abc import Iterator

from django.db.models import QuerySet

from entremise.candidates.actions.consent import publish_translation
from entremise.candidates.actions.recommendations import (
    request_recommendation,
    write_recommendation,
)
from entremise.candidates.actions.translations import (
    approve_translation,
    save_translation,
    start_translation,
    submit_translation,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.models import CV, Candidate, Publication
from entremise.candidates.wording.translation_segments import Segment, cv_segments
from entremise.foundation.accounts.models import User
from entremise.sharing.actions.share_messages import write_share_message

from .cast import Cast, reload_user

TRANSLATED_CVS = 9  # besides those of the personas
# French, English, Arabic (said so that it suits a woman and a man).
SENTENCES = (
    ("conseiller clientèle", "customer adviser", "خدمة الزبائن"),
    ("conseillère clientèle", "customer adviser", "خدمة الزبائن"),
    ("chargé d’accueil", "receptionist", "الاستقبال"),
    ("chargée d’accueil", "receptionist", "الاستقبال"),
    (
        "Je sais mettre les gens à l’aise.",
        "I know how to put people at ease.",
        "أعرف كيف أجعل الناس يشعرون بالراحة.",
    ),
    (
        "Un client qui appelle veut d’abord être écouté.",
        "A caller first wants to be listened to.",
        "من يتصل يريد أولاً من يُصغي إليه.",
    ),
    (
        "La première personne que l’on voit, c’est moi.",
        "I am the first person you see.",
        "أنا أول شخص يراه الزائر.",
    ),
    (
        "Je trouve toujours vers qui vous envoyer.",
        "I always know whom to send you to.",
        "أجد دائماً من يستطيع مساعدتك.",
    ),
    ("À l’écoute", "A good listener", "الإصغاء"),
    ("Patience", "Patience", "الصبر"),
    ("Sourire dans la voix", "A smile in my voice", "ابتسامة في الصوت"),
    ("Mémoire des visages", "A memory for faces", "ذاكرة الوجوه"),
    ("Calme", "Calm", "الهدوء"),
    ("Sourire", "A smile", "الابتسامة"),
    ("Organisation", "Organised", "التنظيم"),
    ("Discrétion", "Discreet", "الكتمان"),
    ("Mémoire des noms", "A memory for names", "ذاكرة الأسماء"),
    ("Bonne humeur", "Good humour", "روح مرحة"),
    ("Vente sur un marché", "Market trader", "البيع في السوق"),
    (
        "Je servais deux cents personnes par matinée, en trois langues.",
        "I served two hundred people each morning, in three languages.",
        "كنت أخدم مئتي شخص كل صباح، بثلاث لغات.",
    ),
    ("Accueil bénévole", "Volunteer at a reception desk", "استقبال تطوّعي"),
    (
        "J’orientais les personnes et je traduisais pour elles.",
        "I guided people and translated for them.",
        "كنت أوجّه الناس وأترجم لهم.",
    ),
    (
        "une permanence de quartier",
        "a neighbourhood drop-in centre",
        "مركز استقبال في الحي",
    ),
    ("Secrétariat d’une école", "School office", "أمانة مدرسة"),
    (
        "Je tenais les inscriptions et je recevais les familles.",
        "I kept the enrolments and received the families.",
        "كنت أتولّى التسجيل وأستقبل العائلات.",
    ),
    (
        "Accueil d’un centre social",
        "Reception of a community centre",
        "استقبال في مركز اجتماعي",
    ),
    (
        "Je répondais au téléphone et je gérais les salles.",
        "I answered the phone and looked after the rooms.",
        "كنت أردّ على الهاتف وأنظّم القاعات.",
    ),
    ("un centre social", "a community centre", "مركز اجتماعي"),
    ("accueil", "welcoming people", "الاستقبال"),
    ("vente", "sales", "البيع"),
    ("téléphone", "telephone", "الهاتف"),
    ("messagerie", "e-mail", "البريد الإلكتروني"),
    ("standard", "switchboard", "مقسم الهاتف"),
    ("agenda", "diary", "تنظيم المواعيد"),
    ("traitement de texte", "word processing", "تحرير النصوص"),
    ("accueil du public", "welcoming the public", "استقبال الجمهور"),
    (
        "J’ai grandi dans une famille nombreuse, où chacun avait son travail.",
        "I grew up in a large family, where everyone had their work.",
        "كبرتُ في عائلة كبيرة، لكل فرد فيها عمله.",
    ),
    (
        "J’ai commencé à travailler à seize ans, parce qu’il le fallait, et j’y ai pris goût.",
        "I started work at sixteen because I had to, and I came to like it.",
        "بدأت العمل في السادسة عشرة لأنه كان ضرورياً، ثم أحببته.",
    ),
    (
        "Chez nous, on apprenait un métier en regardant les anciens.",
        "Where I come from, we learnt a trade by watching our elders.",
        "عندنا كنا نتعلّم المهنة بالنظر إلى الكبار.",
    ),
    (
        "J’ai beaucoup déménagé, et partout j’ai trouvé quelque chose à faire.",
        "I have moved a lot, and everywhere I found something to do.",
        "انتقلت كثيراً، وفي كل مكان وجدت ما أعمله.",
    ),
    (
        "J’ai été longtemps dans la même entreprise, jusqu’à sa fermeture.",
        "I was with the same company for years, until it closed.",
        "عملت طويلاً في الشركة نفسها حتى إغلاقها.",
    ),
    (
        "J’ai laissé mon métier de côté pour m’occuper d’un proche.",
        "I set my trade aside to look after a relative.",
        "تركت مهنتي لأعتني بقريب.",
    ),
    (
        "Je suis venu d’un pays où l’on ne pouvait plus vivre tranquille.",
        "I came from a country where one could no longer live in peace.",
        "جئت من بلد لم يعد العيش فيه آمناً.",
    ),
    (
        "Je suis venue d’un pays où l’on ne pouvait plus vivre tranquille.",
        "I came from a country where one could no longer live in peace.",
        "جئت من بلد لم يعد العيش فيه آمناً.",
    ),
    (
        "J’ai appris à lire tard, et depuis je ne m’arrête plus.",
        "I learnt to read late, and have not stopped since.",
        "تعلّمت القراءة متأخراً، ولم أتوقف منذ ذلك الحين.",
    ),
    (
        (
            "J’avais une petite affaire à moi. Elle n’a pas survécu, mais ce que j’ai appris est"
            " resté."
        ),
        "I had a small business of my own. It did not survive, but what I learnt stayed.",
        "كان لي عمل صغير. لم يستمر، لكن ما تعلّمته بقي.",
    ),
    (
        (
            "Il y a eu des années difficiles. J’ai dormi chez des amis, puis nulle part, puis en"
            " foyer."
        ),
        "There were hard years. I slept at friends’, then nowhere, then in a hostel.",
        "مرّت سنوات صعبة. نمت عند أصدقاء، ثم بلا مكان، ثم في مأوى.",
    ),
    (
        (
            "Sans adresse fixe, tout devient compliqué. J’ai tenu grâce aux gens qui m’ont parlé"
            " normalement."
        ),
        (
            "Without an address everything gets harder. People who talked to me normally kept me"
            " going."
        ),
        "بلا عنوان يصبح كل شيء صعباً. صمدت بفضل من كلّموني بشكل عادي.",
    ),
    (
        "J’ai attendu mes papiers longtemps. Pendant ce temps, j’ai aidé comme bénévole.",
        "I waited a long time for my papers. Meanwhile I helped as a volunteer.",
        "انتظرت أوراقي طويلاً، وفي تلك المدة ساعدت متطوّعاً مع غيري.",
    ),
    (
        "J’ai perdu confiance. C’est revenu petit à petit, en rendant service.",
        "I lost confidence. It came back little by little, by being useful.",
        "فقدت الثقة، ثم عادت شيئاً فشيئاً وأنا أقدّم خدمة.",
    ),
    (
        "Je n’aime pas raconter cette période. Elle m’a appris à ne juger personne.",
        "I do not like to tell of that time. It taught me to judge nobody.",
        "لا أحب الحديث عن تلك الفترة. علّمتني ألا أحكم على أحد.",
    ),
    (
        (
            "Un jour, quelqu’un m’a demandé ce que je savais faire. Personne ne me l’avait demandé"
            " depuis longtemps."
        ),
        "One day somebody asked me what I could do. Nobody had asked for a long time.",
        "سألني أحدهم يوماً ماذا أجيد. لم يسألني أحد ذلك منذ زمن.",
    ),
    (
        "J’ai repassé mes journées à marcher. Puis j’ai poussé la porte d’une association.",
        "I spent my days walking. Then I pushed open the door of an association.",
        "كنت أقضي أيامي في المشي. ثم دفعت باب جمعية.",
    ),
    (
        "J’ai vécu à l’hôtel avec mes enfants. Ils n’ont jamais manqué l’école.",
        "I lived in a hotel with my children. They never missed school.",
        "عشت في فندق مع أولادي. لم يغيبوا عن المدرسة أبداً.",
    ),
    (
        "Aujourd’hui, je cherche une équipe où rester.",
        "Today I am looking for a team to stay with.",
        "اليوم أبحث عن فريق أبقى معه.",
    ),
    (
        "Aujourd’hui, j’ai un toit, et l’envie d’apprendre un métier à fond.",
        "Today I have a roof, and want to learn a trade thoroughly.",
        "اليوم لي سقف، ورغبة في تعلّم مهنة بعمق.",
    ),
    (
        (
            "Ce que je cherche : un endroit où l’on m’explique une fois, et où l’on me fait"
            " confiance ensuite."
        ),
        "What I look for: a place where I am told once, and trusted afterwards.",
        "ما أبحث عنه: مكان يشرحون لي فيه مرة، ثم يثقون بي.",
    ),
    (
        "Je suis prêt à commencer par le début.",
        "I am ready to start from the beginning.",
        "أقبل أن أبدأ من البداية.",
    ),
    (
        "Je suis prête à commencer par le début.",
        "I am ready to start from the beginning.",
        "أقبل أن أبدأ من البداية.",
    ),
    (
        "Je veux que mes enfants me voient partir au travail le matin.",
        "I want my children to see me leave for work in the morning.",
        "أريد أن يراني أولادي أذهب إلى العمل في الصباح.",
    ),
    (
        "Je ne demande pas de cadeau. Je demande un essai.",
        "I ask for no gift. I ask for a try.",
        "لا أطلب هدية. أطلب فرصة.",
    ),
    (
        "J’ai encore vingt ans de travail devant moi, et de l’énergie pour deux.",
        "I have twenty years of work ahead, and energy for two.",
        "أمامي عشرون سنة من العمل، وطاقة تكفي لاثنين.",
    ),
    (
        "Rencontrez-moi : je me raconte mieux en vrai que sur le papier.",
        "Meet me: I tell my story better in person than on paper.",
        "قابلوني: أحكي عن نفسي وجهاً لوجه أفضل من الورق.",
    ),
    (
        "Je me raconte mieux en vrai.",
        "I tell my story better in person.",
        "أحكي عن نفسي وجهاً لوجه أفضل.",
    ),
    ("Merci de me lire.", "Thank you for reading.", "شكراً على القراءة."),
    (
        "Des consignes écrites les premiers jours.",
        "Written instructions for the first days.",
        "تعليمات مكتوبة في الأيام الأولى.",
    ),
    (
        "Une personne à qui poser mes questions.",
        "Somebody I can ask my questions.",
        "شخص أطرح عليه أسئلتي.",
    ),
    (
        "Des horaires qui me laissent déposer ma fille à l’école.",
        "Hours that let me take my daughter to school.",
        "دوام يسمح لي بمرافقة ابنتي إلى المدرسة.",
    ),
    (
        "Qu’on me parle lentement au début. Je comprends vite.",
        "Speak slowly at first. I understand quickly.",
        "أن يكلّموني ببطء في البداية. أفهم بسرعة.",
    ),
    (
        "Un lieu que je peux rejoindre en transports avant sept heures.",
        "A place I can reach by public transport before seven.",
        "مكان أصل إليه بالمواصلات قبل السابعة.",
    ),
    (
        "Un peu de temps pour visiter les lieux avant le premier jour.",
        "A little time to see the place before day one.",
        "بعض الوقت لزيارة المكان قبل اليوم الأول.",
    ),
    ("football", "football", "كرة القدم"),
    ("cuisine", "cooking", "الطبخ"),
    ("chant", "singing", "الغناء"),
    ("marche", "walking", "المشي"),
    ("échecs", "chess", "الشطرنج"),
    ("lecture", "reading", "القراءة"),
    ("jardinage", "gardening", "البستنة"),
    ("cinéma", "cinema", "السينما"),
    ("danse", "dancing", "الرقص"),
    ("couture", "sewing", "الخياطة"),
    ("musique", "music", "الموسيقى"),
    ("vélo", "cycling", "الدراجة"),
    ("dessin", "drawing", "الرسم"),
    ("histoire", "history", "التاريخ"),
    ("course à pied", "running", "الجري"),
    ("théâtre", "theatre", "المسرح"),
    ("pêche", "fishing", "الصيد"),
    ("photo", "photography", "التصوير"),
    ("Transports en commun", "Public transport", "المواصلات العامة"),
    (
        "Vélo et transports en commun",
        "Bicycle and public transport",
        "الدراجة والمواصلات العامة",
    ),
    ("À pied, une demi-heure", "On foot, half an hour", "مشياً، نصف ساعة"),
    ("Tout de suite", "Right away", "فوراً"),
    ("Sous deux semaines", "Within two weeks", "خلال أسبوعين"),
    ("Temps plein", "Full time", "دوام كامل"),
    ("Temps plein, en journée", "Full time, in the daytime", "دوام كامل في النهار"),
    ("Trente heures ou plus", "Thirty hours or more", "ثلاثون ساعة أو أكثر"),
    ("Horaires décalés possibles", "Shifts are possible", "دوام متغيّر ممكن"),
    ("B", "B", "B"),
    ("Paris", "Paris", "باريس"),
    ("Lyon", "Lyon", "ليون"),
    ("Lille", "Lille", "ليل"),
    ("Turin", "Turin", "تورينو"),
    ("Gênes", "Genoa", "جنوة"),
    ("Damas", "Damascus", "دمشق"),
    ("Alep", "Aleppo", "حلب"),
    ("Labé", "Labé", "لابي"),
)
SENTENCE_COLUMNS = {"en": 1, "ar": 2}
_LONGEST_FIRST = sorted(SENTENCES, key=lambda row: -len(row[0]))


def translate_text(language: str, text: str) -> str:
    """Sentence by sentence; empty when one is not known."""
    translated: list[str] = []
    while text := text.strip():
        row = next((row for row in _LONGEST_FIRST if text.startswith(row[0])), None)
        if row is None:
            return ""
        translated.append(row[SENTENCE_COLUMNS[language]])
        text = text[len(row[0]) :]
    return " ".join(translated)


def _translated(segment: Segment, language: str) -> str:
    return "\n".join(
        translate_text(language, line) for line in segment.text.split("\n")
    )


def add_translations_for(
    cast: Cast, candidate: Candidate, zone: str, *languages: str
) -> None:
    """Written with the candidate, approved by the team, published with their consent.

    A language in which a required segment cannot be translated is left out.
    """
    if not candidate.user:
        return
    person, team = (
        _own_account(candidate),
        cast.pick_team_member(zone),
    )
    cv = CV.objects.select_related("candidate__zone", "candidate__user").get(
        candidate=candidate
    )
    for language in languages:
        texts = {
            segment.key: _translated(segment, language)
            for segment in cv_segments(cv.document)
        }
        if any(
            not texts[segment.key].strip()
            for segment in cv_segments(cv.document)
            if not segment.optional
        ):
            continue
        text = start_translation(cv, language=language, by=person)
        text, _conflicts = save_translation(text, texts=texts, seen={}, by=person)
        text = submit_translation(text, by=person)
        approved = approve_translation(text, version=text.version, by=team)
        publish_translation(
            candidate,
            translation=approved.code,
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language="fr",
            by=person,
        )


def add_translations(cast: Cast) -> None:
    """On the last day, for CVs published then."""
    for candidate in _translatable_candidates():
        known = {spoken.name for spoken in candidate.cv.document.languages}
        add_translations_for(
            cast,
            candidate,
            candidate.zone.name,
            *(code for code in SENTENCE_COLUMNS if code in known),
        )
    mariam = (
        _visible_candidates().filter(first_name="Mariam", last_name="Diallo").first()
    )
    if mariam and mariam.user:
        _write_share_words(mariam)
        _ask_recommendations(mariam)


def _visible_candidates() -> QuerySet[Candidate]:
    live = Publication.objects.live().values("candidate")
    return (
        Candidate.objects.filter(pk__in=live)
        .exclude(user=None)
        .select_related("zone", "user", "cv")
        .order_by("pk")
    )


def _translatable_candidates() -> Iterator[Candidate]:
    """Candidates whose trade can be translated and who speak one of the languages, the first 9."""
    found = 0
    for candidate in _visible_candidates():
        document = candidate.cv.document
        known = all(translate_text("en", goal.occupation) for goal in document.goals)
        if (
            known
            and any(spoken.name in SENTENCE_COLUMNS for spoken in document.languages)
            and found < TRANSLATED_CVS
        ):
            found += 1
            yield candidate


def _write_share_words(candidate: Candidate) -> None:
    coach = (
        candidate.pairings.filter(ended_at=None).select_related("coach__user").first()
    )
    text = (
        "Je vous présente Mariam. Elle retient votre prénom dès la première rencontre."
        " Si vous connaissez un accueil qui a besoin d’elle, parlez-lui-en."
    )
    write_share_message(
        candidate,
        language="fr",
        tone="warm",
        text=text,
        by=_own_account(candidate),
    )
    if coach:
        text = (
            "Mariam Diallo cherche un poste d’accueil à Paris. Trois langues, une mémoire des noms"
            " peu commune."
        )
        write_share_message(
            candidate,
            language="fr",
            tone="pro",
            text=text,
            by=reload_user(coach.coach.user),
        )


def _own_account(candidate: Candidate) -> User:
    assert candidate.user is not None
    return reload_user(candidate.user)


def _ask_recommendations(candidate: Candidate) -> None:
    """One that is written and waits for her decision, one that is awaited."""
    person = _own_account(candidate)
    asked = request_recommendation(
        candidate,
        author="Nora Belkacem",
        author_role="directrice d’école",
        request_message=(
            "Bonjour Nora, je cherche un poste d’accueil."
            " Voulez-vous dire comment je travaillais ?"
        ),
        by=person,
    )
    write_recommendation(
        asked,
        author="Nora Belkacem",
        author_role="directrice d’école",
        language="fr",
        text=(
            "Mariam connaissait chaque famille par son nom. Les matins de rentrée, tout le monde"
            " passait la voir."
        ),
    )
    request_recommendation(
        candidate,
        author="Paul Verdier",
        author_role="responsable d’un centre",
        by=person,
    )
