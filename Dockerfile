# The platform in a container: its dependencies, the built package and nothing else.
# deploy/compose.yaml starts it with PostgreSQL and Caddy.

FROM python:3.13-slim-trixie AS build
WORKDIR /source
COPY requirements.txt .
RUN python3 -m venv /srv/entremise \
    && /srv/entremise/bin/pip install --no-cache-dir --quiet --require-hashes -r requirements.txt
COPY pyproject.toml setup.py README.md LICENSE ./
COPY src src
RUN /srv/entremise/bin/pip install --no-cache-dir --quiet --no-deps --no-build-isolation . \
    && /srv/entremise/bin/python -m compileall -q /srv/entremise/lib

FROM python:3.13-slim-trixie
# pg_dump, for backups
RUN apt-get update -q \
    && apt-get install -qy --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data entremise \
    && install -d -o 10001 -g 10001 -m 700 /data
COPY --from=build /srv/entremise /srv/entremise
ENV PATH=/srv/entremise/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    ENTREMISE_VAR=/data \
    HOST=0.0.0.0
# 10001 by number: an engine can tell that it is not root
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["entremise"]
CMD ["run"]
