"""A JupyterHub for one class on one Linux machine: an account each, one exchange, one account that grades.

docs/en/jupyterhub.md walks through it; tests/hub starts a hub from this very file and goes once around.
"""

import sys
from pathlib import Path

import lessonkit

# --- Your class -------------------------------------------------------------------------------------------------------
COURSE = "/srv/deeplearn/course"
"""The clone of the course with `solutions/`, in the home of the account that grades: nobody else may read it."""
STAFF = "deeplearn-staff"
"""The account that grades. It has no password: instructors reach its server through the hub, with their own login."""
INSTRUCTORS = {"prof"}
STUDENTS = "students"
"""The Unix group of the class."""
LANGUAGE = "en"
"""JupyterLab's menus until somebody chooses otherwise: "en" or "zh". Lessons have a switch of their own."""

# --- The hub ----------------------------------------------------------------------------------------------------------
HERE = Path(__file__).resolve().parent
PREFIX = Path(sys.prefix)
LESSONKIT = Path(lessonkit.__file__).resolve().parent

c = get_config()

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # a web server with a certificate stands before it
c.ConfigurableHTTPProxy.command = [str(PREFIX / "bin" / "configurable-http-proxy")]
c.JupyterHub.cleanup_servers = True
# A student's page can't reach into another student's: cookies and scripts of user pages stay under their own address.
# With a wildcard certificate, c.JupyterHub.subdomain_host makes that wall higher still.

# Accounts of the machine, passwords of the machine. A university's login: oauthenticator, ldapauthenticator.
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {STUDENTS}
c.Authenticator.allowed_users = set(INSTRUCTORS)
c.Authenticator.admin_users = set()  # grading needs no right over the hub

# Instructors start, open and stop the server of the account that grades, and no other one.
c.JupyterHub.load_groups = {"instructors": {"users": sorted(INSTRUCTORS)}, "staff": {"users": [STAFF]}}
c.JupyterHub.load_roles = [
    {
        "name": "instructors",
        "groups": ["instructors"],
        "scopes": [
            f"access:servers!user={STAFF}",
            f"admin:servers!user={STAFF}",
            f"list:users!user={STAFF}",
            "admin-ui",
        ],
    }
]

# --- Everybody's server -----------------------------------------------------------------------------------------------
# Each server runs as its own Unix account: that is the wall between students. It needs a hub that root started.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(PREFIX / "bin" / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.args = [
    f"--LabApp.extra_labextensions_path={LESSONKIT / 'labextensions'}",
    f"--LabApp.app_settings_dir={LESSONKIT / {'en': 'labsettings', 'zh': 'labsettings_zh'}[LANGUAGE]}",
]
c.Spawner.environment = {
    "PATH": f"{PREFIX / 'bin'}:/usr/local/bin:/usr/bin:/bin",  # `deeplearn`, `nbgrader` and what they call
    "OPENBLAS_NUM_THREADS": "1",  # the networks are small, the neighbours many
    "DEEPLEARN_SOLUTION_AFTER": "never",  # `solution()` stays shut; 3 opens it after three attempts
}


def prepare(spawner):
    """Give the account that grades the course, and everybody else a student's JupyterLab."""
    role = "staff" if spawner.user.name == STAFF else "students"
    settings = HERE / "jupyter"
    spawner.environment["JUPYTER_CONFIG_PATH"] = f"{settings / role}:{settings}"
    if role == "staff":
        spawner.environment["DEEPLEARN_COURSE"] = COURSE
        spawner.notebook_dir = str(Path(COURSE).parent)  # the formgrader serves what lies below


c.Spawner.pre_spawn_hook = prepare
