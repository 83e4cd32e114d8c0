"""No personal data: random keys, hashes and paths of this site."""

NOT_PERSONAL = {
    "CacheVersion.name": "what is cached under this version",
    "CacheVersion.value": "drawn at random",
    "SubmittedForm.key": "drawn at random",
    "SubmittedForm.location": "a page of ours",
    "RateLimit.scope": "what is counted",
    "RateLimit.key": "a hash",
}
