"""What the judge looks at: one module a measure."""
