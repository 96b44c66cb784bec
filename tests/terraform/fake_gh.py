"""As much of `gh` as the generated workflows use. What there is lies in a file: comments of one pull request, issues, artifacts of runs,
and what else is asked for, by path."""

import json
import os
import pathlib
import sys

file = pathlib.Path(os.environ["FAKE_GITHUB"]) / "store.json"
store = json.loads(file.read_text())
comments, issues = store["comments"], store["issues"]
assert os.environ["GH_TOKEN"], "gh wants a token"

if sys.argv[1:3] == ["run", "download"]:
    run, _, repository, _, name, _, folder = sys.argv[3:]
    assert repository == "acme/shop", repository
    if (text := store["artifacts"].get(f"{run}/{name}")) is None:
        sys.exit("no artifact matches any of the names or patterns provided")
    pathlib.Path(folder).mkdir()
    (pathlib.Path(folder) / "reviewed.json").write_text(text)
    sys.exit()

assert sys.argv[1] == "api", sys.argv
words, method, path, fields = sys.argv[2:], "GET", None, {}
while words:
    word = words.pop(0)
    if word in ("--silent", "--paginate"):
        continue
    if word == "--method":
        method = words.pop(0)
    elif word in ("--field", "--raw-field"):
        name, value = words.pop(0).split("=", 1)
        from_file = word == "--field" and value.startswith("@")
        fields[name] = pathlib.Path(value[1:]).read_text() if from_file else value
    else:
        assert path is None and not word.startswith("-"), word
        path = word

assert len(fields.get("body", "")) <= 65536, "body is too long (maximum is 65536 characters)"
assert path.startswith("repos/acme/shop/"), path
path = path.removeprefix("repos/acme/shop/")
author = {"login": "github-actions[bot]"}
if method == "GET" and path in ("issues/7/comments", "issues?state=open&per_page=100"):
    found = comments if "comments" in path else [issue for issue in issues if issue["state"] == "open"]
    # Page after page, as `--paginate` prints them.
    print(json.dumps(found[:1]) + json.dumps(found[1:]))
elif method == "GET" and path in store["answers"]:
    print(json.dumps(store["answers"][path]))
elif (method, path) == ("POST", "issues/7/comments"):
    comments.append({"id": len(comments) + 1, "user": author, **fields})
elif method == "PATCH" and path.startswith("issues/comments/"):
    next(comment for comment in comments if comment["id"] == int(path.rsplit("/", 1)[1])).update(fields)
elif (method, path) == ("POST", "issues"):
    issues.append({"number": len(issues) + 1, "user": author, "state": "open", **fields})
elif method == "PATCH" and path.startswith("issues/"):
    next(issue for issue in issues if issue["number"] == int(path.rsplit("/", 1)[1])).update(fields)
else:
    sys.exit(f"HTTP 404: {method} {path}")
file.write_text(json.dumps(store))
