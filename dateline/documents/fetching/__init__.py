"""The one client that reads from the network: bounded, polite, and connected to public addresses alone."""

from dateline.documents.fetching.client import Answer, Client, Conditions
from dateline.documents.fetching.errors import FetchError

__all__ = ["Answer", "Client", "Conditions", "FetchError"]
