//! Placeholder until schemas land (helper DEF replaces this whole file).
#![expect(missing_docs, reason = "replaced within the hour")]
#[derive(Debug, Default)]
pub struct Schemas;
impl Schemas {
    pub fn validate(&self, _name: &str, _value: &serde_json::Value) -> Result<(), domain::Refusal> {
        Ok(())
    }
}
