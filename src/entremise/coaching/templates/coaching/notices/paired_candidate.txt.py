BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'%(coach)s va vous accompagner dans votre recherche.') SSSSSSSSS SS SSSS SSSSSSSSSSS SSSS SSSSS SSSSSSSSSS

 gettext(u'Ouvrir mon espace\xa0:') 


 gettext(u'%(coach)s vous contacte pour un premier rendez-vous.') SSSSSSSSS SSSS SSSSSSSS SSSS SS SSSSSSS SSSSSSSSSSSS
