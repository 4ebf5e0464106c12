// Serves a built site as a strict host would: at the root, deep in a sub-folder, and where its 404 page expects it.
import http from "node:http";

export const DEEP = "/a/deep/sub-folder/";
export const POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'";

const TYPES = {
  html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8",
  json: "application/json", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg",
  xml: "application/xml", ics: "text/calendar; charset=utf-8", csv: "text/csv; charset=utf-8", txt: "text/plain; charset=utf-8",
  pdf: "application/pdf",
};

/** A server that knows the site below `mounts` and nothing else. */
async function listen(site, mounts) {
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://x").pathname);
    // A browser asks for this by itself, whatever the page says.
    if (asked === "/favicon.ico" && !site.files.has("favicon.ico")) return response.writeHead(204).end();
    const mount = mounts.find((m) => asked.startsWith(m));
    let name = mount ? asked.slice(mount.length) || "index.html" : "";
    let status = 200;
    if (!site.files.has(name)) [name, status] = ["404.html", 404];
    const head = { "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" };
    head["Content-Type"] = TYPES[name.split(".").pop()] ?? "application/octet-stream";
    return response.writeHead(status, head).end(site.files.has(name) ? site.bytes(name) : "not found");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/**
 * Starts a host that has the site at its root, and one that has it in sub-folders only, so that an address from the root fails there.
 * `address(mount, page)` gives addresses, `stop()` ends both.
 */
export async function serve(site) {
  const root = await listen(site, ["/"]);
  const deep = await listen(site, [DEEP, site.base].filter((mount) => mount !== "/"));
  const origin = (server) => `http://127.0.0.1:${server.address().port}`;
  const end = (server) => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return {
    address: (mount, page) => origin(mount === "/" ? root : deep) + mount + encodeURI(page),
    stop: () => Promise.all([root, deep].map(end)),
  };
}
