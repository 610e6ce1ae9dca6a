# The dashboard and the command line. `docker compose up` builds and starts it beside a Neo4j.
FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    HOME=/tmp NUMBA_CACHE_DIR=/data/.numba LIAISON_HOME=/data

WORKDIR /app

# The libraries change less often than the code: a layer of their own. The last line of the pins is the project itself.
COPY requirements.txt ./
RUN grep -v '^-e ' requirements.txt > /tmp/libraries.txt && pip install -r /tmp/libraries.txt && rm /tmp/libraries.txt

COPY pyproject.toml README.md LICENSE ./
COPY LICENSES LICENSES
COPY graph graph
COPY ingest ingest
COPY queries queries
COPY reports reports
COPY dashboard dashboard
COPY liaison liaison
RUN pip install --no-deps . && useradd --uid 10001 --create-home liaison && install -d -o liaison -g liaison /data

USER liaison
WORKDIR /data
# At build, so that no reader waits for it. A new volume takes the cache over from the image; where it is an older one,
# the server compiles once before it serves.
RUN liaison compile
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]

# All addresses of the container: which of them can be reached is decided by the ports published in docker-compose.yml.
CMD ["liaison", "serve", "--host", "0.0.0.0", "--port", "8501"]
