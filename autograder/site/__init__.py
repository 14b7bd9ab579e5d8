"""The course as pages for a browser: every lesson, an index with search, the documentation."""
