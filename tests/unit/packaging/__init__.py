"""The scripts that set up and package the program."""
