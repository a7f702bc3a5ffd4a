# The skill as a service under gunicorn; infra/compose.yaml adds TLS in front of it. See docs/deploy.md.
FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 READY_ROOM_HOME=/data
WORKDIR /app
COPY requirements/sound.txt requirements/
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/sound.txt
COPY skill skill
RUN python -m compileall -q skill \
    && useradd --system --uid 10001 ready-room \
    && install --directory --owner ready-room --mode 700 /data
USER ready-room
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=60s --timeout=5s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "skill", "serve", "--bind", "0.0.0.0:8000"]
