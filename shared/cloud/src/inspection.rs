//! Placeholder until inspection lands (helper UPL replaces this whole file).
