mod front_end;
mod layout;
