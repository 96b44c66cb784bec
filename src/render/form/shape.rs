//! A view, taken apart: its shape, and the texts and numbers in it.

use std::fmt::Write as _;

use serde::ser::{Error as _, Impossible};
use serde::{Serialize, Serializer, ser};
use serde_json::Error;

/// What a view is but for its texts and numbers: names of fields, lengths of lists, what is true, what is missing. Two views of one shape
/// are printed alike by any template, since templates ask for nothing else.
pub(super) mod token {
    pub(in super::super) const NOTHING: u8 = b'0';
    pub(in super::super) const TRUE: u8 = b't';
    pub(in super::super) const FALSE: u8 = b'f';
    pub(in super::super) const LEAF: u8 = b'.';
    pub(in super::super) const NUMBER: u8 = b'#';
    pub(in super::super) const LIST: u8 = b'[';
    pub(in super::super) const MAP: u8 = b'{';
    pub(in super::super) const END: u8 = b'}';
    /// Stands before the value of a field, with the field's name and [`END_OF_NAME`] in between.
    pub(in super::super) const FIELD: u8 = b':';
    pub(in super::super) const END_OF_NAME: u8 = 0;
    /// Stands before the name of a field of a struct that was flattened into another.
    pub(in super::super) const FLATTENED: u8 = b'+';
}

/// The texts and numbers of a view, in the order in which it has them.
pub(super) struct Leaves {
    text: String,
    /// Where each ends, and whether it is a number.
    ends: Vec<(usize, bool)>,
}

impl Leaves {
    /// The text, or the digits; and whether it is a number.
    pub(super) fn get(&self, index: usize) -> (&str, bool) {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before].0);
        let (end, is_number) = self.ends[index];
        (&self.text[start..end], is_number)
    }
}

/// A view, taken apart.
pub(in super::super) struct Shaped {
    pub(in super::super) shape: Vec<u8>,
    pub(super) leaves: Leaves,
    /// Names of fields, in the order of the shape: those that need not be copied.
    pub(super) names: Vec<&'static str>,
    /// About how many are in each list and map, in the order of the shape.
    pub(super) lengths: Vec<usize>,
}

impl Shaped {
    /// Takes a struct apart, whose fields are what a template can name.
    ///
    /// # Errors
    /// A view that cannot be serialized: a bug in tfgen.
    pub(in super::super) fn of(view: &impl Serialize) -> Result<Self, Error> {
        // As much as a view usually has: growing into it would take a fifth of the time.
        let leaves = Leaves { text: String::with_capacity(4096), ends: Vec::with_capacity(256) };
        let (shape, names, lengths) = (Vec::with_capacity(4096), Vec::with_capacity(256), Vec::with_capacity(128));
        let mut shaped = Self { shape, leaves, names, lengths };
        view.serialize(&mut shaped)?;
        Ok(shaped)
    }

    /// Gives it one field more.
    ///
    /// # Errors
    /// As [`Shaped::of`].
    pub(in super::super) fn with(mut self, name: &'static str, value: &impl Serialize) -> Result<Self, Error> {
        self.field(name);
        value.serialize(&mut self)?;
        Ok(self)
    }

    fn field(&mut self, name: &'static str) {
        self.names.push(name);
        self.name(token::FIELD, name);
    }

    fn name(&mut self, token: u8, name: &str) {
        self.shape.push(token);
        self.shape.extend_from_slice(name.as_bytes());
        self.shape.push(token::END_OF_NAME);
    }

    fn token(&mut self, token: u8) -> Result<(), Error> {
        self.shape.push(token);
        Ok(())
    }

    fn number(&mut self, number: impl std::fmt::Display) -> Result<(), Error> {
        self.shape.push(token::NUMBER);
        write!(self.leaves.text, "{number}").map_err(Error::custom)?;
        self.leaves.ends.push((self.leaves.text.len(), true));
        Ok(())
    }

    fn open(&mut self, token: u8, length: Option<usize>) {
        self.shape.push(token);
        self.lengths.push(length.unwrap_or_default());
    }

    /// Opens a map of one field, as which an enum's variant is seen.
    fn variant(&mut self, variant: &'static str) {
        self.open(token::MAP, Some(1));
        self.field(variant);
    }
}

/// What is inside brackets.
pub(in super::super) struct Inside<'a> {
    shaped: &'a mut Shaped,
    /// How many brackets its end closes.
    brackets: usize,
    /// Whether the keys of a map are names that a template knows: then they are part of the shape.
    named: bool,
}

impl Inside<'_> {
    fn end(self) -> Result<(), Error> {
        self.shaped.shape.extend(std::iter::repeat_n(token::END, self.brackets));
        Ok(())
    }
}

impl<'a> Serializer for &'a mut Shaped {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Inside<'a>;
    type SerializeTuple = Inside<'a>;
    type SerializeTupleStruct = Inside<'a>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Inside<'a>;
    type SerializeStruct = Inside<'a>;
    type SerializeStructVariant = Inside<'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.token(if value { token::TRUE } else { token::FALSE })
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.number(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        // As Terraform and Tera write them: a whole number of them keeps its `.0`.
        self.number(format_args!("{value:?}"))
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.shape.push(token::LEAF);
        self.leaves.text.push_str(value);
        self.leaves.ends.push((self.leaves.text.len(), false));
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(Error::custom("bytes are no text"))
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.token(token::NOTHING)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.token(token::NOTHING)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.token(token::NOTHING)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.variant(variant);
        value.serialize(&mut *self)?;
        self.token(token::END)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Inside<'a>, Error> {
        self.open(token::LIST, length);
        Ok(Inside { shaped: self, brackets: 1, named: false })
    }

    fn serialize_tuple(self, length: usize) -> Result<Inside<'a>, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Inside<'a>, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Impossible<(), Error>, Error> {
        Err(Error::custom(format!("no template can name what is in `{variant}`")))
    }

    /// Every collection tells its length. What does not is a struct that another is flattened into.
    fn serialize_map(self, length: Option<usize>) -> Result<Inside<'a>, Error> {
        self.open(token::MAP, length);
        Ok(Inside { shaped: self, brackets: 1, named: length.is_none() })
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Inside<'a>, Error> {
        self.serialize_map(Some(length))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, length: usize) -> Result<Inside<'a>, Error> {
        self.variant(variant);
        self.open(token::MAP, Some(length));
        Ok(Inside { shaped: self, brackets: 2, named: true })
    }
}

impl ser::SerializeSeq for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.shaped)
    }

    fn end(self) -> Result<(), Error> {
        self.end()
    }
}

impl ser::SerializeTuple for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.shaped)
    }

    fn end(self) -> Result<(), Error> {
        self.end()
    }
}

impl ser::SerializeTupleStruct for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.shaped)
    }

    fn end(self) -> Result<(), Error> {
        self.end()
    }
}

/// A key that is data is a leaf before its value.
impl ser::SerializeMap for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let Shaped { shape, leaves, .. } = &*self.shaped;
        let (in_shape, in_text, in_ends) = (shape.len(), leaves.text.len(), leaves.ends.len());
        key.serialize(&mut *self.shaped)?;
        if self.named {
            let name = self.shaped.leaves.text.split_off(in_text);
            self.shaped.leaves.ends.truncate(in_ends);
            self.shaped.shape.truncate(in_shape);
            self.shaped.name(token::FLATTENED, &name);
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.shaped)
    }

    fn end(self) -> Result<(), Error> {
        self.end()
    }
}

impl ser::SerializeStruct for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.shaped.field(name);
        value.serialize(&mut *self.shaped)
    }

    fn end(self) -> Result<(), Error> {
        self.end()
    }
}

impl ser::SerializeStructVariant for Inside<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        ser::SerializeStruct::serialize_field(self, name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.end()
    }
}
