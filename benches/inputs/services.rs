//! An architecture with any number of services in one environment, which guardrails accept up to a hundred: beyond, the quotas of AWS end.

use std::fmt::Write as _;

/// The only environment.
pub const ENVIRONMENT: &str = "dev";

const AROUND: &str = r#"project = "shop"
region  = "us-east-1"

state {
  bucket = "shop-state"
}

network {
  cidr_block = "10.0.0.0/16"
}

load_balancer {}

bucket "media" {}

database "main" {
  instance_class = "db.m7g.large"
}

environment "dev" {}
"#;

/// Every second service answers requests, the others do the jobs that it sends; every fourth asks the database.
pub fn of(count: usize) -> String {
    (0..count).fold(AROUND.to_owned(), |mut text, index| {
        let mut own = if index % 2 == 0 {
            let mut web = format!("  port = 8080\n  paths = [\"/s{index}/*\"]\n  writes = [\"bucket.media\"]\n");
            if index + 1 < count {
                writeln!(web, "  sends_to = [\"service.s{}\"]", index + 1).expect("memory");
            }
            web
        } else {
            "  kind = \"worker\"\n  job_seconds = 20\n  reads = [\"bucket.media\"]\n".to_owned()
        };
        if index % 4 == 0 {
            own.push_str("  pool_size = 2\n  connects_to = [\"database.main\"]\n");
        }
        write!(
            text,
            r#"
service "s{index}" {{
  instance_type   = "t4g.small"
  command         = "/usr/bin/node server.js"
  startup_seconds = 60
  internet_egress = true
{own}
  artifact {{
    version = "1.0.0"
  }}
}}
"#
        )
        .expect("memory");
        text
    })
}
