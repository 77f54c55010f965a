# Two stages: what builds stays behind; what runs is Python, the packages and the application.
FROM python:3.13-slim AS builder
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv --without-pip /venv
COPY requirements.txt .
RUN pip --python /venv/bin/python install --require-hashes -r requirements.txt
WORKDIR /app
COPY . .
RUN COLLECTING_STATIC=true DATA_DIR=/build /venv/bin/python manage.py collectstatic \
      --no-input --ignore plugins --ignore flags --ignore _virtual \
    && /venv/bin/python -m compileall -q agenda companies delegation

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin agenda \
    && install --directory --owner agenda --mode 700 /data
COPY --from=builder /venv /venv
COPY --from=builder /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data WEB_CONCURRENCY=2
USER agenda
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--config", "python:delegation.server", "delegation.wsgi"]
