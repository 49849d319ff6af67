"""What a person reads: sentences, tables, figures, the page, the run folder."""
