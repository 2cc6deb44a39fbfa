"""What people are handed: the plan's files, the week as a grid, and a summary in words. Pure: values in, text out."""
