"""What travels on the wire and rests in the database. Imports nothing else of this service."""
