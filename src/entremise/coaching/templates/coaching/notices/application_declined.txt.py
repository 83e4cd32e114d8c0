BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'Vous avez proposé d’accompagner une personne. Voici notre réponse\xa0:') 


