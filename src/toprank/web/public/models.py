"""What the site stores: reports of a wrong number, and nothing else."""

from typing import Final

from django.db import models

LONGEST_LINE: Final = 300
LONGEST_REASON: Final = 3000


class ProblemReport(models.Model):
    """A number that somebody thinks wrong: where it stands, what it should be, why. Nothing of who wrote it."""

    at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=2)
    page = models.CharField(max_length=LONGEST_LINE)
    number = models.CharField(max_length=LONGEST_LINE)
    should_be = models.CharField(max_length=LONGEST_LINE, blank=True)
    reason = models.TextField(max_length=LONGEST_REASON)

    class Meta:
        """In the one application of the site."""

        app_label = "web"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.pk}: {self.page}: {self.number}"
