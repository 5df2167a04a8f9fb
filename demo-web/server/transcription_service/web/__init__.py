"""What browsers and forms need of HTTP."""
