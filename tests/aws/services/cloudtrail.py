"""CloudTrail: the provider calls a trail by its ARN, moto knows it by its name."""

from ..registry import patch


@patch
def names_from_arns():
    """Takes the name out of the ARN."""
    from moto.cloudtrail.models import CloudTrailBackend

    def by_name(method):
        return lambda self, name: method(self, name.split("/")[-1])

    for name in ("start_logging", "stop_logging", "delete_trail"):
        setattr(CloudTrailBackend, name, by_name(getattr(CloudTrailBackend, name)))
