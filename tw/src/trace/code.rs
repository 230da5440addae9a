//! Machine code back to text, and which part of the trace each instruction is for.

use trackway_report::{Code, Purpose};
use yaxpeax_arch::{Arch, Decoder, LengthedInstruction, U8Reader};

/// One instruction.
pub struct Instruction {
    pub address: u64,
    pub text: String,
    pub purpose: Purpose,
}

/// The instructions, without those that only count for the report. Empty for a processor that
/// is not known here.
pub fn disassemble(arch: &str, code: &Code) -> Vec<Instruction> {
    let bytes: Vec<u8> = (0..code.bytes.len() / 2)
        .filter_map(|i| u8::from_str_radix(code.bytes.get(2 * i..2 * i + 2)?, 16).ok())
        .collect();
    let decoded = match arch {
        "x86_64" => decode::<yaxpeax_x86::amd64::Arch>(&bytes),
        "aarch64" => decode::<yaxpeax_arm::armv8::a64::ARMv8>(&bytes),
        _ => Vec::new(),
    };
    let purpose = |offset: u32| {
        let i = code.ranges.partition_point(|(start, ..)| *start <= offset);
        let range = i.checked_sub(1).map(|i| code.ranges[i]);
        range.filter(|(_, end, _)| offset < *end).map_or(Purpose::Frame, |(.., what)| what)
    };
    let instruction = |(offset, text): (u32, String)| Instruction {
        address: code.address + offset as u64,
        text,
        purpose: purpose(offset),
    };
    decoded.into_iter().map(instruction).filter(|i| i.purpose != Purpose::Count).collect()
}

/// Offsets and texts, up to what is no instruction (constants behind the code).
fn decode<A: Arch<Address = u64, Word = u8>>(bytes: &[u8]) -> Vec<(u32, String)>
where
    A::Instruction: std::fmt::Display,
{
    let (decoder, mut at, mut out) = (A::Decoder::default(), 0, Vec::new());
    while at < bytes.len() {
        let Ok(instruction) = decoder.decode(&mut U8Reader::new(&bytes[at..])) else { break };
        out.push((at as u32, instruction.to_string()));
        at += (instruction.len().to_const() as usize).max(1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_have_their_purpose() {
        // mov eax, 42; nop; ret
        let ranges = vec![(0, 5, Purpose::Line(3)), (5, 6, Purpose::Count)];
        let code = Code { address: 0x1000, bytes: "b82a00000090c3".into(), ranges };
        let list = disassemble("x86_64", &code);
        assert_eq!(list.len(), 2);
        assert_eq!((list[0].text.as_str(), list[0].purpose), ("mov eax, 0x2a", Purpose::Line(3)));
        assert_eq!((list[1].address, list[1].purpose), (0x1006, Purpose::Frame));
        assert!(disassemble("pdp11", &code).is_empty());
    }
}
