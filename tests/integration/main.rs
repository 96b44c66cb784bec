mod front_end;
mod layout;
mod storage;
