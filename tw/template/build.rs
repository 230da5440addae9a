//! Turns `src/grammar.lalrpop` into a parser.

fn main() {
    lalrpop::process_src().expect("the grammar is LR(1)");
}
