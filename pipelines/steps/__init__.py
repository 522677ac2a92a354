"""What the steps of a refresh do, over the store and the engine; neither Dagster nor SQL."""
