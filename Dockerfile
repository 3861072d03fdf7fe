FROM node:20-bookworm-slim AS build
WORKDIR /permgraph
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /permgraph
COPY --from=build /permgraph/package.json ./
COPY --from=build /permgraph/node_modules ./node_modules
COPY --from=build /permgraph/dist ./dist
COPY --from=build /permgraph/schema ./schema
COPY --from=build /permgraph/data ./data
COPY --from=build /permgraph/examples ./examples
USER node
EXPOSE 4000
ENTRYPOINT ["node", "dist/src/cli/permgraph.js"]
CMD ["serve"]
