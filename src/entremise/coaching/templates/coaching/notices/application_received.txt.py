BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'Merci de proposer votre temps. Votre message est bien arrivé à l’équipe de %(zone)s.') SSSSS SS SSSSSSSS SSSSS SSSSSS SSSSS SSSSSSS SSS SSSS SSSSSS S SSSSSSSS SS SSSSSSSSS

 gettext(u'Quelqu’un de l’équipe vous appelle dans les sept jours pour faire connaissance.') 
