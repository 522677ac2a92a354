"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("dateline", deadline=None)  # no test measures time: a busy machine is no fault
settings.load_profile("dateline")
