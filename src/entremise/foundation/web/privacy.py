"""Nothing here says who anybody is."""

NOT_PERSONAL = {
    "Stamp.name": "what is cached under this version",
    "Stamp.value": "drawn at random",
    "SubmittedForm.key": "drawn at random",
    "SubmittedForm.location": "a page of ours",
    "Allowance.bucket": "what is counted",
    "Allowance.key": "a hash",
}
