"""The server of the account that grades: its JupyterLab may show its own formgrader in a frame."""

c = get_config()

# A hub forbids all frames, lest one person's page embed another's. Here pages of the same address are let in: those
# that an instructor may open, which no student's are.
c.ServerApp.tornado_settings = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
