service "web" {
  command = "/usr/bin/node server.js --key=sk_live_EXAMPLEEXAMPLEEXAMPLE"
}
