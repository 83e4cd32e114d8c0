from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "entremise.onboarding"
    label = "onboarding"
