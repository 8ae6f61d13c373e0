"""The outside contract, tested from outside: a real `zhiyuan serve`, driven over HTTP alone."""
