# Paths in RUN are relative, so that conformance/container/run can build the stages in a plain folder.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-slim AS build
WORKDIR /src
COPY . .
RUN npm pack ./packages/gateway
WORKDIR /app
RUN npm install --ignore-scripts --no-audit --no-fund ../src/dragoman-gateway-*.tgz
# The native module comes with its sources and a binary for each platform.
RUN rm -r node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
 && find node_modules/better-sqlite3/prebuilds -type f ! -name 'linux-*' -delete
WORKDIR /data

FROM node:${NODE_VERSION}-slim
LABEL org.opencontainers.image.title="Dragoman" \
      org.opencontainers.image.description="A local, offline emulator of Huawei Cloud CSMS, Alibaba Cloud KMS Secrets Manager and BlueKing JOB credentials" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /app /app
COPY --from=build --chown=1000:1000 /data /data
ENV NODE_ENV=production \
    PATH=/app/node_modules/@dragoman/gateway/bin:$PATH \
    DRAGOMAN_HOST=0.0.0.0 \
    DRAGOMAN_DATA_DIR=/data
WORKDIR /data
VOLUME /data
EXPOSE 4600
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
  CMD ["node", "/app/node_modules/@dragoman/gateway/dist/cli.js", "ready"]
ENTRYPOINT ["node", "/app/node_modules/@dragoman/gateway/dist/cli.js"]
CMD ["start"]
