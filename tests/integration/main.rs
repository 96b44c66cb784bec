mod databases;
mod front_end;
mod layout;
