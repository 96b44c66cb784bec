"""As much of `gh api` as the generated workflows use: comments of one pull request, in a file."""

import json
import os
import pathlib
import sys

store = pathlib.Path(os.environ["FAKE_GITHUB"]) / "comments.json"
comments = json.loads(store.read_text())
assert os.environ["GH_TOKEN"], "gh wants a token"

command, *words = sys.argv[1:]
assert command == "api", sys.argv
method, path, fields = "GET", None, {}
while words:
    word = words.pop(0)
    if word in ("--silent", "--paginate"):
        continue
    if word == "--method":
        method = words.pop(0)
    elif word == "--field":
        name, value = words.pop(0).split("=", 1)
        fields[name] = pathlib.Path(value[1:]).read_text() if value.startswith("@") else value
    else:
        assert path is None and not word.startswith("-"), word
        path = word

assert len(fields.get("body", "")) <= 65536, "body is too long (maximum is 65536 characters)"
if (method, path) == ("GET", "repos/acme/shop/issues/7/comments"):
    # Page after page, as `--paginate` prints them.
    print(json.dumps(comments[:1]) + json.dumps(comments[1:]))
elif (method, path) == ("POST", "repos/acme/shop/issues/7/comments"):
    comments.append({"id": len(comments) + 1, "user": {"login": "github-actions[bot]"}, **fields})
elif method == "PATCH" and path.startswith("repos/acme/shop/issues/comments/"):
    next(comment for comment in comments if comment["id"] == int(path.rsplit("/", 1)[1])).update(fields)
else:
    sys.exit(f"HTTP 404: {method} {path}")
store.write_text(json.dumps(comments))
