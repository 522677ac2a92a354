"""The pages that analysts look at: timelines, events and documents with their evidence."""
