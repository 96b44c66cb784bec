"""The project's own local AWS: moto, plus what the real AWS provider needs and moto lacks.

What it smooths over must be moto's fault, never that of the Terraform under test: read the provider's source or
AWS's API model before adding a handler. It loosens some of moto's checks, so it must not be the only check of the
content of IAM and bucket policies.
"""
