"""The small script that cron calls: due crawls, stalled jobs, clean-up, mails, reports."""
