BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'Vous accompagnez maintenant %(person)s.') SSSS SSSSSSSSSSS SSSSSSSSSS SSSSSSSSSSS

 gettext(u'Voir la page de %(person)s\xa0:') SSSS SS SSSS SS SSSSSSSSSS S


 gettext(u'Le premier pas\xa0: convenir d’un rendez-vous, en personne.') 
