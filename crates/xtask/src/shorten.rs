//! Shorter names for what WASM takes from its script: wasm-bindgen gives each of some 300 functions a name with a hash,
//! and hashes do not compress.

use crate::failure::Failure;

/// WASM and its script, with the imports of the script renamed in both.
pub(crate) fn shorten(wasm: &[u8], script: &str) -> Result<(Vec<u8>, String), Failure> {
    imports(wasm, script).ok_or_else(|| Failure::say("the imports of the app are not as wasm-bindgen writes them"))
}

fn imports(wasm: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let (mut out, mut script, mut at) = (wasm.get(..8)?.to_vec(), script.to_string(), 8);
    while at < wasm.len() {
        let id = wasm[at];
        let mut body = Bytes { bytes: wasm, at: at + 1 };
        let length = body.number()?;
        let (start, end) = (body.at, body.at + length);
        let new = if id == 2 { Some(renamed(&mut body, &mut script)?) } else { None };
        let new = new.as_deref().unwrap_or(wasm.get(start..end)?);
        out.push(id);
        number(new.len(), &mut out);
        out.extend_from_slice(new);
        at = end;
    }
    Some((out, script))
}

fn renamed(body: &mut Bytes, script: &mut String) -> Option<Vec<u8>> {
    let count = body.number()?;
    let mut out = Vec::new();
    number(count, &mut out);
    for index in 0..count {
        let (module, name) = (body.text()?, body.text()?);
        let start = body.at;
        match body.byte()? {
            0 => drop(body.number()?),
            1 => {
                body.byte()?;
                body.limits()?;
            }
            2 => body.limits()?,
            3 => body.at += 2,
            _ => return None,
        }
        let key = format!(" {name}: ");
        let short = format!("w{index}");
        let is_ours = module.ends_with("_bg.js") && script.matches(&key).count() == 1;
        if is_ours {
            *script = script.replacen(&key, &format!(" {short}: "), 1);
        } else if module.ends_with("_bg.js") {
            return None;
        }
        for text in [module, if is_ours { &short } else { name }] {
            number(text.len(), &mut out);
            out.extend_from_slice(text.as_bytes());
        }
        out.extend_from_slice(body.bytes.get(start..body.at)?);
    }
    Some(out)
}

struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        self.at += 1;
        self.bytes.get(self.at - 1).copied()
    }

    /// LEB128.
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                return Some(number);
            }
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        self.at += length;
        std::str::from_utf8(self.bytes.get(self.at - length..self.at)?).ok()
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

fn number(mut number: usize, out: &mut Vec<u8>) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with an empty type and one function of a script in its imports.
    fn module(name: &str) -> Vec<u8> {
        let mut import = vec![1];
        for text in ["./app_bg.js", name] {
            number(text.len(), &mut import);
            import.extend_from_slice(text.as_bytes());
        }
        import.extend([0, 0]);
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0, 2]);
        number(import.len(), &mut wasm);
        wasm.extend(import);
        // What comes after it stays as it is.
        wasm.extend([0, 2, 1, b'x']);
        wasm
    }

    #[test]
    fn wasm_and_script_have_the_same_short_name() {
        let long = format!("__wbg_{}", "append_child".repeat(20));
        let script = format!("return {{ {long}: function() {{}}, }};");
        let (wasm, script) = shorten(&module(&long), &script).unwrap_or_default();
        assert_eq!(wasm, module("w0"));
        assert_eq!(script, "return { w0: function() {}, };");
    }

    #[test]
    fn what_the_script_does_not_have_once_is_refused() {
        assert!(shorten(&module("__wbg_a"), "return { };").is_err());
        assert!(shorten(&module("__wbg_a"), "{ __wbg_a: 1, __wbg_a: 2 }").is_err());
        assert!(shorten(b"\0asm", "").is_err());
    }
}
