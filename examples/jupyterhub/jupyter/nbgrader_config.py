"""nbgrader on the hub: one exchange for everybody; the account that grades also has the course's own configuration."""

import os

c = get_config()

c.Exchange.root = "/srv/nbgrader/exchange"
c.CourseDirectory.course_id = "deeplearn"

course = os.environ.get("DEEPLEARN_COURSE")
if course:
    load_subconfig(f"{course}/nbgrader_config.py")
    c.ExchangeFactory.collect = "autograder.nbgrader_plugin.collect.CollectByOwner"  # nobody hands in for another
else:  # in a container everybody's Unix account has one name: the hub's login is the student's id
    c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
