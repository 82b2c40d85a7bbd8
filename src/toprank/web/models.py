"""The models of the slices, where Django looks for them."""

from toprank.web.public.models import ProblemReport

__all__ = ["ProblemReport"]
