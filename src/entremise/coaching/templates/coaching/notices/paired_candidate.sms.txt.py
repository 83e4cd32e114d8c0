BBBB BBBB gettext(u'Bonjour %(first_name)s. %(coach)s va vous accompagner et vous appelle bientôt. %(brand)s') SSSSSSS SSSSSSSSSSSSSSS SSSSSSSSS SS SSSS SSSSSSSSSSS SS SSSS SSSSSSS SSSSSSSS SSSSSSSSS
