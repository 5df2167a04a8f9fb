"""Users, sessions, recordings and transcripts: what outlives the process."""
