"""The course in a browser with nothing installed: JupyterLite, Python by Pyodide, the student's side of the course."""
