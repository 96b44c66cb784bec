# Everything that a scanner must find: where it finds less, it does not work, and its silence about a good tree means nothing.

resource "aws_s3_bucket" "open" {
  bucket = "open"
}

resource "aws_s3_bucket_acl" "open" {
  bucket = aws_s3_bucket.open.id
  acl    = "public-read"
}

resource "aws_security_group" "open" {
  name = "open"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_instance" "plain" {
  engine              = "mysql"
  instance_class      = "db.t4g.small"
  publicly_accessible = true
  storage_encrypted   = false
}

resource "aws_launch_template" "old" {
  metadata_options {
    http_tokens = "optional"
  }
}

resource "aws_iam_role_policy" "everything" {
  name = "everything"
  role = "anyone"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_cloudwatch_log_group" "short" {
  #checkov:skip=CKV_AWS_158:seen as skipped
  name              = "short"
  retention_in_days = 1
}
