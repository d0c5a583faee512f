"""Properties are tried on the same examples in every run; ``--hypothesis-profile=wander`` looks for new ones."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.register_profile("wander", derandomize=False)
settings.load_profile("steady")
