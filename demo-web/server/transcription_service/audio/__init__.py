"""Reading audio files that nobody vouches for. Runs in a child process only."""
