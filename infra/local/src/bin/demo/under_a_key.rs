//! Every change, asked for under an `Idempotency-Key` as it can't be made: the key is taken and given back, and nothing
//! else happens.

use std::path::Path;

use anyhow::ensure;
use local::{
    client::{Answer, Caller},
    seed,
    template::{Parameters, Template},
};
use reqwest::Method;

/// What routes name, and what it is called here.
pub(crate) type Names<'a> = [(&'a str, &'a str)];

/// Sends `caller` to every route that changes something and that `is_hers`; `names` stand for what is in the path.
/// No answer is a failure of ours.
pub(crate) async fn refused(
    caller: &Caller,
    names: &Names<'_>,
    is_hers: impl Fn(&str) -> bool,
) -> anyhow::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
    let template = Template::read(&path, &parameters())?;
    let changes = template.routes().map(|(route, _)| route).filter(|route| route.method != "GET");
    for route in changes.filter(|route| is_hers(&route.path)) {
        let path = names
            .iter()
            .fold(route.path.clone(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
        let method: Method = route.method.parse()?;
        let asking = caller.request(method, &path).header("idempotency-key", format!("wrong {path}"));
        let call = format!("{} {path}", route.method);
        let answer = Answer::of(call.clone(), asking.body("{\"no\": \"such field\"}")).await?;
        ensure!(answer.status < 500, "{call} answered {}: {}", answer.status, answer.body);
    }
    Ok(())
}

/// Values with which the template can be read for its routes.
fn parameters() -> Parameters {
    let values = [
        ("Origin", "https://credentials.example.org"),
        ("BadgeHost", "credentials.example.org"),
        ("MailFrom", "letters@credentials.example.org"),
        ("FirstAdministrator", seed::ADMINISTRATOR),
    ];
    values.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}
