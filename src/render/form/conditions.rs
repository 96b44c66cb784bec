//! What a template may ask of its view: never what a text says, or a form would not do for another.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Registers every test. `{% if x is on %}` rather than `{% if x %}`: the latter takes a misspelt `x` for false.
pub(super) fn register(tera: &mut Tera) {
    tera.register_test("on", |value: &Value, _: Kwargs, _: &State| -> TeraResult<bool> {
        value.as_bool().ok_or_else(|| Error::message(format!("`is on` wants true or false, found {}", value.name())))
    });
    tera.register_test("given", |value: &Value, _: Kwargs, _: &State| -> TeraResult<bool> {
        if value.is_undefined() { Err(Error::message("`is given` wants a name that exists")) } else { Ok(!value.is_none()) }
    });
    tera.register_test("filled", |value: &Value, _: Kwargs, _: &State| -> TeraResult<bool> {
        let length = value.as_array().map(<[Value]>::len).or_else(|| Some(value.as_map()?.len()));
        length.map(|length| length > 0).ok_or_else(|| Error::message(format!("`is filled` wants a list or map, found {}", value.name())))
    });
}
