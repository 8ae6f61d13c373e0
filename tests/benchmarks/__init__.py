"""What things cost. Printed, never asserted as a time: machines differ."""
