# glibc on purpose: ONNX Runtime has no build for musl. scripts/image-chroot runs these same lines without a
# container engine, and knows the instructions and flags used here; it stops at any other.
FROM debian:bookworm-slim AS build
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends ca-certificates npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# Packages first: they change less often than the sources.
COPY package.json bun.lock bunfig.toml ./
COPY scripts/install scripts/
RUN scripts/install
COPY . .
RUN scripts/build dist/tangkap

FROM debian:bookworm-slim
# /data belongs to the user before the volume is made from it.
RUN useradd --system --user-group --uid 10001 --home-dir /data --shell /usr/sbin/nologin tangkap \
 && install --directory --owner=tangkap --group=tangkap --mode=0700 /data
COPY --from=build /src/dist/tangkap /usr/local/bin/tangkap
ENV TANGKAP_HOME=/data HOST=0.0.0.0 PORT=3000
USER tangkap
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["tangkap", "healthcheck"]
ENTRYPOINT ["tangkap"]
CMD ["serve"]
