mod edge;
mod front_end;
mod layout;
