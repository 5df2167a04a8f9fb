"""What goes wrong between a server and its clients, made on purpose."""
