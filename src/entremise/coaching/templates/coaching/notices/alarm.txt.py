BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'%(coach)s s’inquiète pour %(person)s et demande de l’aide.') SSSSSSSSS SSSSSSSSSS SSSS SSSSSSSSSS SS SSSSSSS SS SSSSSSS

 gettext(u'Lire ce que dit le coach\xa0:') 

