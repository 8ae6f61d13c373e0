"""From words to values, in Chinese and English, relative to a clock: pure, and never guessing."""
