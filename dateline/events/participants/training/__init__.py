"""How the weights of participants are learned."""
