"""The pictures that people carry: Typst templates, and what fills them."""
