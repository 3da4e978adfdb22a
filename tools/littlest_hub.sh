#!/bin/sh
# Sets up a class of about 30 learners on The Littlest JupyterHub, on a fresh Ubuntu server.
# Usage: sudo sh littlest_hub.sh ADMIN [PACKAGE]   PACKAGE: what pip installs, by default teachclust[lab]
# Needs the internet while it runs. Running it again is safe: nothing of a learner's is changed.
set -eu
admin=${1:?"name of the admin, who logs in first and sets a password"}
package=${2:-teachclust[lab]}
[ "$(id -u)" = 0 ] || { echo "run it with sudo"; exit 1; }

if [ ! -x /opt/tljh/hub/bin/python3 ]; then
  curl -fsSL https://tljh.jupyter.org/bootstrap.py | python3 - --admin "$admin"
fi
/opt/tljh/user/bin/python3 -m pip install --upgrade "$package"

# One thread for each kernel: thirty learners with two threads each wait for one another.
mkdir -p /opt/tljh/config/jupyterhub_config.d
cat >/opt/tljh/config/jupyterhub_config.d/teachclust.py <<'CONFIG'
c.Spawner.environment = {"OMP_NUM_THREADS": "1"}
CONFIG

tljh-config set limits.memory 1G
tljh-config set user_environment.default_app jupyterlab
tljh-config set services.cull.timeout 3600

# Each new learner finds the course in the home folder; `teachclust copy` brings newer lessons later.
rm -rf /etc/skel/teachclust-course
/opt/tljh/user/bin/teachclust copy -o /etc/skel/teachclust-course >/dev/null
tljh-config reload
echo "Ready: http://$(hostname -I | cut -d' ' -f1)/"
