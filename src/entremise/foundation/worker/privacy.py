"""No personal data: names of jobs, of machines and of kinds of errors."""

NOT_PERSONAL = {
    "JobRun.name": "a job of the platform",
    "JobRun.worker": "a process of a machine",
    "JobRun.last_error": "the kind of an error, without what it says",
    "WorkerHeartbeat.worker": "a process of a machine",
}
