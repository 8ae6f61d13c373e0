"""Pictures that people carry and files they keep: Typst templates, sheets, and what fills them."""
