"""No personal data: digests that only the secret key makes, dates and sizes."""

NOT_PERSONAL = {
    "PendingLedgerLine.fact": "a kind of fact",
    "PendingLedgerLine.subject": "a digest, kept until the ledger has the line",
    "Backup.name": "the date of a backup",
    "Restoration.backup_version": "a version of the platform",
    "Restoration.replayed": "numbers",
}
