"""How gunicorn serves the site: ``gunicorn --config python:delegation.server delegation.wsgi``.

WEB_CONCURRENCY says how many processes; each answers four readers at once.
"""

import gc

from gunicorn.arbiter import Arbiter

gc.disable()  # until all is loaded: what it frees meanwhile would leave holes that each fills anew

bind = "0.0.0.0:8000"  # in a container only its published port is open
worker_class = "gthread"
threads = 4
preload_app = True  # the processes share the memory of what is loaded once
worker_tmp_dir = "/dev/shm"  # noqa: S108 - memory, where a slow disk can't hold the heartbeat
control_socket_disable = True
accesslog = None  # addresses of readers and keys of personal links are personal data
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "delegation.log.LineFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": [], "level": "INFO"},
    "loggers": {
        "gunicorn.error": {
            "handlers": ["stderr"],
            "level": "INFO",
            "propagate": False,
            "qualname": "gunicorn.error",
        },
    },
}


def when_ready(server: Arbiter) -> None:
    """Load all that a first answer needs, then keep the collector off it.

    Pages of memory that no process touches stay shared by all of them.
    """
    application = server.app.wsgi()
    from agenda.site.first_answers import make_first_answers  # noqa: PLC0415 - needs it loaded

    make_first_answers(application)
    gc.collect()
    gc.freeze()
    gc.enable()
