BBBB BBBB gettext(u'Bonjour %(first_name)s,') SSSSSSS SSSSSSSSSSSSSSS

 gettext(u'%(coach)s ne vous accompagne plus. Son accès à votre page est fermé.') SSSSSSSSS SS SSSS SSSSSSSSSS SSSSS SSS SSSSS S SSSSS SSSS SSS SSSSSS

 gettext(u'L’équipe reste là pour vous.') 
