//! `flow "NAME" {}`.

use crate::config::Reader;
use crate::model::{Flow, Protocol};

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Flow> {
    let from = reader.required("from");
    let to = reader.required("to");
    let port = reader.required("port");
    let protocol = reader.or("protocol", || Protocol::Tcp);
    let purpose = reader.required("purpose");
    Some(Flow { from: from?, to: to?, port: port?, protocol, purpose: purpose? })
}
