"""English: a tokenizer, the networks of a parser, lemmas, and the reader that makes words of them."""
