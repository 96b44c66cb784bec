mod front_end;
