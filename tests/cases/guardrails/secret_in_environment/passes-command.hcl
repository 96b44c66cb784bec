service "web" {
  command = "/usr/bin/node --max-old-space-size=1536 server.js --listen=https://0.0.0.0:8080"
}
