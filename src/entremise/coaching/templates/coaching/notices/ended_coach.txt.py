BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'Votre binôme avec %(person)s est terminé. Vous n’avez plus accès à sa page.') SSSSS SSSSSS SSSS SSSSSSSSSS SSS SSSSSSSS SSSS SSSSSS SSSS SSSSS S SS SSSSS

 gettext(u'Merci pour le temps donné. L’équipe vous appelle pour en parler.') 
