//! Where the Terraform state lies, and who locks it.

use serde::Serialize;

use super::words::words;
use super::{BucketName, KmsKeyArn, ObjectKey, Region, TableName};

/// `state {}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// The bucket, created by the bootstrap root. The same for every environment.
    pub bucket: BucketName,
    /// Where bucket and table are. The same for every environment.
    pub region: Region,
    /// The object, one for each environment.
    pub key: ObjectKey,
    /// Key that the state is encrypted with, an output of the bootstrap root. Without it S3 uses its own key: the backend's `encrypt` asks
    /// for that explicitly, whatever the bucket's default.
    pub kms_key_id: Option<KmsKeyArn>,
    /// What keeps two applies apart.
    pub locking: Locking,
    /// The lock table's name, used while `locking` is `dynamodb` or `both`. The same for every environment.
    pub dynamodb_table: TableName,
}

/// What keeps two applies apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locking {
    /// A lock object beside the state (`use_lockfile`).
    S3,
    /// An item in a table (`dynamodb_table`), deprecated by Terraform since 1.11.
    DynamoDb,
    /// Both: the step between the two.
    Both,
}

words!(Locking { S3 => "s3", DynamoDb => "dynamodb", Both => "both" });

impl Locking {
    /// Whether the lock object is used.
    pub fn lockfile(self) -> bool {
        self != Self::DynamoDb
    }

    /// Whether the table is used.
    pub fn table(self) -> bool {
        self != Self::S3
    }
}
