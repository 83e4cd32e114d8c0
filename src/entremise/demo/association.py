"""What the association of the demonstration says of itself, as the law asks: fictional."""

from entremise.foundation.accounts.models import User
from entremise.foundation.association.actions import change_settings

DEMO_FACTS = {
    "legal_form": "Association loi de 1901 (fictive)",
    "registered_address": "1 rue du Pont-Imaginaire\n75010 Paris",
    "registration_number": "W751000000",
    "publication_director": "Nora Diallo",
    "host_name": "Cette machine",
    "host_address": "La démonstration tourne chez qui la regarde.",
    "host_phone": "01 00 00 00 00",
    "data_protection_officer": "Personne : rien ici n’est vrai.",
}


def say_what_the_law_asks(*, by: User) -> None:
    change_settings(DEMO_FACTS, seen={}, by=by)
