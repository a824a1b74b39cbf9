ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /src
COPY . .
# What it took is gone before the layer is kept: half a minute of copying.
RUN npm run package -- executable \
 && mkdir /app \
 && mv out/dragoman-*-linux-* /app/dragoman \
 && rm -rf /src/* /root/.cache /root/.local /root/.npm
# The native module is where every user finds it: nothing is written to the image's own files.
WORKDIR /app
RUN XDG_CACHE_HOME=/app/cache ./dragoman exec --memory -- true \
 && chmod -R go+rX .
# A user whom the engine makes up is in the group 0. A copied folder's own mode is lost, that of folders in it is not.
WORKDIR /volume
RUN mkdir data && chmod 770 data

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Dragoman" \
      org.opencontainers.image.description="A local, offline emulator of Huawei Cloud CSMS, Alibaba Cloud KMS Secrets Manager and BlueKing JOB credentials" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /app /app
COPY --from=build --chown=1000:0 /volume /
ENV PATH=/app:$PATH \
    XDG_CACHE_HOME=/app/cache \
    DRAGOMAN_HOST=0.0.0.0 \
    DRAGOMAN_DATA_DIR=/data
WORKDIR /data
VOLUME /data
EXPOSE 4600
USER 1000:0
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["dragoman", "ready"]
ENTRYPOINT ["dragoman"]
CMD ["start"]
