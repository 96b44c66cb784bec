"""As much of the AWS command line as the generated workflows use, by the library that it is made of."""

import json
import os
import sys

import boto3


def client(service):
    # The command line asks this variable first; the library does not.
    return boto3.client(service, region_name=os.environ["AWS_REGION"])


match sys.argv[1:]:
    case ["s3", "cp", source, target, "--only-show-errors"]:
        bucket, key = source.removeprefix("s3://").split("/", 1)
        client("s3").download_file(bucket, key, target)
    case ["dynamodb", "get-item", "--table-name", table, "--consistent-read", "--key", key, "--query", "Item.Info.S", "--output", "text"]:
        item = client("dynamodb").get_item(TableName=table, Key=json.loads(key), ConsistentRead=True).get("Item", {})
        print(item.get("Info", {}).get("S", "None"))
    case other:
        sys.exit(f"this is not the AWS command line: {other}")
